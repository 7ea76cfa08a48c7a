alter table notifications reset (fillfactor);
drop index notifications_unread;
create index notifications_unread on notifications (user_id) where arrived_at is not null and read_at is null and archived_at is null;
create index notifications_centre on notifications (user_id, arrived_at desc, id desc) where arrived_at is not null;
alter table notifications drop column for_centre;

create index notifications_raised on notifications (raised_at);

alter table notification_attempts drop constraint notification_attempts_pkey;
create index notification_attempts_delivery on notification_attempts (delivery_id, id);
alter table notification_attempts add primary key (id);

create index notification_deliveries_due on notification_deliveries (priority, next_attempt_at, id) where state = 'waiting';
