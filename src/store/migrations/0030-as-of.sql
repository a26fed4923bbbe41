-- What the house knew at an instant: every row that was replaced says from when to when it held.

-- keep ------------------------------------------------------------------------------------------

-- Since when a golden row was in force, and the words it was found by then.
alter table customer_history add column since timestamptz;
alter table customer_history add column tokens text[];
update customer_history set since = (golden ->> 'updated')::timestamptz;
alter table customer_history alter column since set not null;
create index customer_history_until on customer_history (until);

-- What a record said and where it belonged until then: written only when one of the two changes.
create table record_history (
  record uuid not null,
  until timestamptz not null,
  -- two changes of one record can have one instant
  n bigint generated always as identity,
  customer uuid,
  last_customer uuid,
  subject text not null,
  batch integer not null,
  row_no integer not null,
  content_hash bytea not null,
  observed timestamptz not null,
  received timestamptz not null,
  bare boolean not null,
  clean json not null,
  -- it went on counting as an earlier version, until its batch was withdrawn
  superseded boolean not null,
  withdrawn timestamptz,
  primary key (record, until, n)
);
create index record_history_batch on record_history (batch) where superseded;

-- Of what was replaced before there was this table only the belonging is known, not what was said.
insert into record_history (record, until, customer, subject, batch, row_no, content_hash, observed,
    received, bare, clean, superseded)
  select r.id, h.until, h.customer, r.subject, r.batch, r.row_no, r.content_hash, r.observed,
    r.received, r.bare, r.clean, false
  from customer_history h cross join unnest(h.members) as m(record) join record r on r.id = m.record
  order by h.until, h.version;

-- collect ---------------------------------------------------------------------------------------

-- An event whose load was undone goes over to the next load that brings it; what it was stays here.
create table event_history (
  record uuid not null,
  at timestamptz not null,
  key bigint not null,
  load integer not null,
  kind text not null,
  amount bigint,
  currency char(3),
  quantity numeric,
  received timestamptz not null,
  data jsonb,
  primary key (record, at, key, load)
);

-- collect's: every fact there ever was, counting from `received` until `until`
create view event_life_view as
  select e.record, e.at, e.key, e.kind, e.load, e.amount, e.currency, e.quantity, e.received, e.data,
         l.source, l.undone_at as until
  from event e join load l on l.id = e.load
  union all
  select e.record, e.at, e.key, e.kind, e.load, e.amount, e.currency, e.quantity, e.received, e.data,
         l.source, l.undone_at as until
  from event_history e join load l on l.id = e.load;
