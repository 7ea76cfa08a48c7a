-- What is being sent is looked for by its player, for the caps, and by the end of its lease, when its worker is gone. With the state
-- in both predicates a plan took the whole of the second for the shorter way to the first, for each message, with all that had been
-- in it since the last vacuum. A lease is there only while something is being sent.
create index notification_deliveries_leased on notification_deliveries (lease_until, id) where lease_until is not null;
drop index notification_deliveries_sending;
