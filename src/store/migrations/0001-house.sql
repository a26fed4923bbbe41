-- Every table of the spine. A table belongs to one stage (named above it); rules of model.md hold:
-- unique keys contain the column by which a table would be distributed, no foreign keys across stages.

-- collect ---------------------------------------------------------------------------------------

create table source (
  id uuid primary key,
  no integer generated always as identity,
  name text not null,
  kind text not null,
  direct boolean not null default true,
  initiative text not null default 'customer' check (initiative in ('customer', 'us', 'third-party')),
  trust real not null default 0.5 check (trust between 0 and 1),
  purpose text,
  lawful_basis text,
  zone text not null default 'Asia/Shanghai',
  -- the last mapping that was used, offered again for the next file of this source
  mapping jsonb,
  created timestamptz not null default now(),
  created_by uuid not null
);
create unique index source_name on source (name);
create unique index source_no on source (no);

create table batch (
  id integer generated always as identity primary key,
  source uuid not null,
  content text not null check (content in ('people', 'organisations', 'orders')),
  file_name text not null,
  sha256 bytea not null,
  bytes bigint not null,
  -- reading (delimiter, encoding, header) and mapping (columns to fields): what was decided for this file
  plan jsonb not null,
  state text not null check (state in
    ('received', 'previewing', 'previewed', 'importing', 'paused', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  -- where the work stands: stage, done, total (rows); for progress and for going on after a kill
  progress jsonb not null default '{}',
  read bigint not null default 0,
  accepted bigint not null default 0,
  new bigint not null default 0,
  changed bigint not null default 0,
  same bigint not null default 0,
  rejected bigint not null default 0,
  customers bigint not null default 0,
  joined bigint not null default 0,
  birth_from bigint,
  failure jsonb,
  principal uuid not null,
  created timestamptz not null default now(),
  started timestamptz,
  finished timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  check (read = accepted + rejected and accepted = new + changed + same)
);
create index batch_by_source on batch (source, id desc);

create table raw_chunk (
  batch integer not null,
  chunk integer not null,
  first_row integer not null,
  row_count integer not null,
  -- zstd of JSON lines, sealed
  data bytea not null,
  primary key (batch, chunk)
);

create table rejection (
  batch integer not null,
  row_no integer not null,
  code text not null,
  -- header of the column, when one is to blame; never a value
  column_name text,
  facts jsonb not null default '{}',
  primary key (batch, row_no)
);

create table load (
  id integer primary key,
  source uuid not null,
  count bigint not null,
  received timestamptz not null default now(),
  undone_at timestamptz
);

create table event (
  record uuid not null,
  at timestamptz not null,
  key bigint not null,
  kind text not null,
  load integer not null,
  amount bigint,
  currency char(3),
  quantity numeric,
  received timestamptz not null default now(),
  data jsonb,
  primary key (record, at, key)
) partition by range (at);
create index event_load on event using brin (load);

-- Months are made when they are first needed; the application itself may not make tables.
create function ensure_event_months(first date, last date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', first)::date;
  part text;
begin
  if first < date '1969-12-01' or last > (now() + interval '3 years')::date then
    raise exception 'months out of range';
  end if;
  while month <= last loop
    part := 'event_' || to_char(month, 'YYYYMM');
    if to_regclass('public.' || part) is null then
      begin
        execute format('create table %I partition of event for values from (%L) to (%L)',
          part, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      exception when duplicate_table or unique_violation then null;
      end;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
revoke all on function ensure_event_months(date, date) from public;

-- resolve ---------------------------------------------------------------------------------------

create table match_key (
  k integer not null,
  record uuid not null
);
create index match_key_k on match_key (k) include (record);

-- a < b. Kinds: must and cannot (by a person or a rule), auto (by a run of resolve).
create table link (
  a uuid not null,
  b uuid not null,
  kind text not null check (kind in ('must', 'cannot', 'auto')),
  millibits integer not null,
  pattern text not null,
  run integer not null,
  by_user uuid,
  reason text,
  made timestamptz not null default now(),
  taken_back timestamptz,
  check (a < b),
  primary key (a, b, run)
);
create index link_b on link (b);

create table resolve_run (
  id integer generated always as identity primary key,
  started timestamptz not null default now(),
  finished timestamptz,
  rules text not null,
  records bigint,
  customers bigint,
  links bigint,
  principal uuid not null
);

-- the plan of a batch, kept before it is carried out, so that going on after a kill does the same
create table batch_plan (
  batch integer not null,
  chunk integer not null,
  data bytea not null,
  primary key (batch, chunk)
);

-- keep ------------------------------------------------------------------------------------------

create sequence birth_number;

create table record (
  id uuid primary key,
  -- null while no live evidence stands behind it
  customer uuid,
  -- the customer it last belonged to when it lost its evidence: old ids lead there
  last_customer uuid,
  subject text not null check (subject in ('person', 'organisation')),
  birth bigint not null,
  source integer not null,
  source_key text not null,
  batch integer not null,
  row_no integer not null,
  content_hash bytea not null,
  department integer not null default 0,
  observed timestamptz not null,
  received timestamptz not null default now(),
  -- made by a fact whose record has not been seen: alive while a live load names it
  bare boolean not null default false,
  clean json not null
);
create index record_batch on record (batch);

create table record_version (
  record uuid not null,
  batch integer not null,
  row_no integer not null,
  content_hash bytea not null,
  observed timestamptz not null,
  received timestamptz not null,
  clean json not null,
  primary key (record, batch, row_no)
);
create index record_version_batch on record_version (batch);

-- which pieces of a plan have been written: each exactly once
create table batch_chunk (
  batch integer not null,
  chunk integer not null,
  customers integer not null,
  primary key (batch, chunk)
);

create table customer (
  id uuid primary key,
  no bigint not null,
  kind text not null check (kind in ('person', 'organisation')),
  version integer not null,
  updated timestamptz not null,
  members uuid[] not null,
  sources integer[] not null,
  departments integer[] not null,
  -- sorts like a Chinese reader expects, in collation C; without a name, after all names
  name_key text collate "C" not null default '',
  name text, family_name text, given_name text, organisation_name text, also_known text[],
  sex text, birth_date text, birth_place text,
  identity_number text, identity_index text, identity_mask text,
  credit_code text, legal_person text, founded text, registered_capital text, industry text, size text,
  phones text[], emails text[], wechat text, website text,
  province text, city text, district text, address text, postcode text,
  employer text, title text, occupation text, education text, marital_state text, income_band text,
  language text, tags text[],
  more jsonb,
  -- for each golden field in the dictionary's order: index of the winning member and of the rule
  provenance jsonb not null default '{}'
);
create index customer_name on customer (name_key, id);
create index customer_updated on customer (updated desc, id desc);
create index customer_no on customer (no);
create index customer_identity on customer (identity_index) where identity_index is not null;

create table customer_history (
  customer uuid not null,
  -- the golden row that was in force until then
  until timestamptz not null,
  version integer not null,
  golden jsonb not null,
  members uuid[] not null,
  cause text not null,
  batch integer,
  principal uuid,
  primary key (customer, until, version)
);

create table customer_search (
  id uuid primary key,
  tokens text[] not null
);
create index customer_search_tokens on customer_search using gin (tokens);

-- analyse ---------------------------------------------------------------------------------------

create table model_run (
  id integer generated always as identity primary key,
  analysis text not null,
  definition text not null,
  as_of date not null,
  parameters jsonb not null default '{}',
  figures jsonb not null default '{}',
  current boolean not null default false,
  started timestamptz not null default now(),
  finished timestamptz,
  principal uuid not null
);
create index model_run_current on model_run (analysis) where current;

create table trait_rfm (
  run integer not null,
  customer uuid not null,
  recency_days integer not null,
  frequency integer not null,
  monetary bigint not null,
  currency char(3) not null,
  r smallint not null,
  f smallint not null,
  m smallint not null,
  segment text not null,
  last_purchase date not null,
  primary key (run, customer)
);

create table question (
  id uuid primary key,
  tree jsonb not null,
  principal uuid not null,
  created timestamptz not null default now()
);

-- govern ----------------------------------------------------------------------------------------

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  principal uuid not null,
  action text not null,
  object text not null,
  facts jsonb not null default '{}'
);

create table setting (
  name text primary key,
  value jsonb not null
);

-- store -----------------------------------------------------------------------------------------

create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  ids text[] not null,
  batch integer,
  by_user uuid not null,
  at timestamptz not null default now()
);

create table journal (
  pos bigint primary key,
  at timestamptz not null,
  kind text not null,
  ids text[] not null,
  batch integer,
  by_user uuid not null
);

create table consumer (
  name text primary key,
  pos bigint not null,
  updated timestamptz not null default now()
);

create table idempotency (
  key text not null,
  principal uuid not null,
  request bytea not null,
  answer jsonb,
  status integer,
  made timestamptz not null default now(),
  primary key (key, principal)
);

-- Published views: what other stages may read. Their columns are promises. -------------------------

-- collect's: live facts only
create view event_view as
  select e.record, e.at, e.key, e.kind, e.load, e.amount, e.currency, e.quantity, e.received, e.data,
         l.source
  from event e join load l on l.id = e.load
  where l.undone_at is null;

create view source_view as select id, no, name, kind, trust, zone from source;

-- keep's: who is whose
create view membership_view as
  select id as record, customer, source, source_key, birth, subject, bare, department from record
  where customer is not null;

create view customer_view as select * from customer;
