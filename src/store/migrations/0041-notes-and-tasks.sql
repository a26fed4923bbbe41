-- keep's: what people write about a customer. A note hangs on a record, as events do; each change of it is
-- another version, the highest one counts. `home` is where it was written, `record` where it was filed since.
create table note (
  record uuid not null,
  id uuid not null,
  version integer not null,
  home uuid not null,
  text text not null,
  pinned boolean not null,
  deleted boolean not null default false,
  at timestamptz not null,
  by_user uuid not null,
  primary key (record, id, version)
);
create index note_id on note (id);

-- keep's: notes that a separation filed with another record; gone when that is taken back.
create table note_filing (
  note uuid not null,
  decision integer not null,
  record uuid not null,
  primary key (note, decision)
);

-- act's: what waits for a person. `record` is the one whose word was contradicted, `evidence` the one that
-- contradicts it; values are asked for, never kept here.
create table task (
  record uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('contradiction')),
  field text not null,
  evidence uuid not null,
  batch integer not null,
  state text not null default 'open' check (state in ('open', 'done', 'gone')),
  outcome text check (outcome in ('take', 'keep')),
  made timestamptz not null,
  closed timestamptz,
  closed_by uuid,
  primary key (record, id)
);
create unique index task_open on task (record, field, evidence) where state = 'open';
create index task_made on task (made desc, id) where state = 'open';
