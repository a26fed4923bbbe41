-- collect: what a preview found, until the batch is imported or forgotten. Which rows and records, never
-- what they say: that is read again where somebody looks.
create table foresight (
  batch integer primary key,
  made timestamptz not null,
  summary jsonb not null
);

create table foreseen (
  batch integer not null,
  kind text not null check (kind in ('changed', 'merged', 'joined', 'new')),
  -- in the order of the file
  place integer not null,
  about jsonb not null,
  primary key (batch, kind, place)
);
