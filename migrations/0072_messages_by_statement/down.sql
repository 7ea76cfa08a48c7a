drop trigger notification_deliveries_gone on notification_deliveries;
drop trigger notifications_gone on notifications;
drop trigger notification_attempts_of on notification_attempts;
drop trigger notification_deliveries_of on notification_deliveries;
drop trigger notifications_whose on notifications;
drop function deliveries_take_attempts();
drop function notifications_take_deliveries();
drop function attempts_have_deliveries();
drop function deliveries_have_notifications();
drop function notifications_have_players();

alter table notification_attempts add constraint notification_attempts_delivery_id_fkey
  foreign key (delivery_id) references notification_deliveries (id) on delete cascade;
alter table notification_deliveries add constraint notification_deliveries_notification_id_fkey
  foreign key (notification_id) references notifications (id) on delete cascade;
alter table notifications add constraint notifications_user_id_fkey foreign key (user_id) references users (id);

drop index notification_deliveries_due_here;
drop index notification_deliveries_due_elsewhere;
