-- keep's: the day on which a customer was first heard of, in the zone of the source that brought it.
-- A customer's id is that of its oldest record; what undid batches brought has left no version.
create view arrival_view as
  select r.id as customer,
         (least(r.received, (select min(v.received) from record_version v where v.record = r.id))
           at time zone s.zone)::date as day
  from record r join source s on s.no = r.source
  where r.customer = r.id;
