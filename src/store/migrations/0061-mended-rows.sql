-- collect: a batch may hold rows of another that were refused there and are mended.
alter table batch add column mends integer;

-- which row of which batch a mended row takes the place of
create table mending (
  batch integer not null,
  row_no integer not null,
  by_batch integer not null,
  by_row integer not null,
  primary key (batch, row_no, by_batch)
);
