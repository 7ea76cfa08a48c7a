-- Messages are written by the thousand, and every index of theirs is written with them.

-- What waits is looked for apart from what ends in the centre since 0072.
drop index notification_deliveries_due;

-- A line is looked for by its delivery alone.
alter table notification_attempts drop constraint notification_attempts_pkey;
drop index notification_attempts_delivery;
alter table notification_attempts add primary key (delivery_id, id);

-- What is old enough to go is looked for by its number, in whose order it was written.
drop index notifications_raised;

-- That a message came into the centre is in no index, and there is room beside it for the row as it is then: one write instead of
-- one for every index. Whether it is for the centre at all is known from the beginning; null: the version before did not say.
alter table notifications add column for_centre boolean;
drop index notifications_centre;
drop index notifications_unread;
create index notifications_unread on notifications (user_id)
  where for_centre is not false and read_at is null and archived_at is null;
alter table notifications set (fillfactor = 60);
