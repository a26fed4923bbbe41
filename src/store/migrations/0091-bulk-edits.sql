-- keep's: one edit of many customers, and what came of it for each of them.
create table bulk_edit (
  id integer generated always as identity primary key,
  tag text not null,
  -- takes the tag away instead of adding it
  removes boolean not null,
  state text not null check (state in ('running', 'done', 'undoing', 'undone')),
  total integer not null,
  done integer not null default 0,
  changed integer not null default 0,
  undone integer not null default 0,
  failure text,
  principal uuid not null,
  created timestamptz not null default now(),
  finished timestamptz
);

create table bulk_edit_customer (
  bulk integer not null,
  customer uuid not null,
  -- waits, changed, or same: nothing had to change; back: it was undone
  state text not null default 'waits' check (state in ('waits', 'changed', 'same', 'back')),
  primary key (bulk, customer)
);
create index bulk_edit_customer_state on bulk_edit_customer (bulk, state, customer);
