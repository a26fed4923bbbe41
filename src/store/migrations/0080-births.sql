-- keep's: the next birth. A sequence forgets what it gave when a transaction is undone, and leaps when
-- the server falls: an import that was cut off would go on with other numbers than it began with.
create table birth_counter (
  one boolean primary key default true check (one),
  next bigint not null
);
insert into birth_counter (next)
  select case when is_called then last_value + 1 else last_value end from birth_number;
drop sequence birth_number;
