-- keep: what an undo kept and why, by numbers; made before it begins, while it can still be seen.
create table undo_account (
  batch integer primary key,
  account jsonb not null
);

-- customers that an undo replaced or took away
create index customer_history_undo on customer_history (batch, customer, until) where cause = 'undo';
