-- keep's: views of the list that people keep, and how each of them uses them.
create table saved_view (
  id uuid primary key,
  name text not null,
  question uuid,
  sort text not null,
  -- ids and widths of the columns, in order
  columns jsonb not null,
  shared boolean not null,
  principal uuid not null,
  created timestamptz not null default now(),
  -- a view that was removed can be brought back
  removed timestamptz
);

create table saved_view_use (
  principal uuid not null,
  view uuid not null,
  pinned boolean not null,
  -- the list opens with it
  opens boolean not null,
  primary key (principal, view)
);
