create or replace function stop_vault_alerts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  with spoken as (
    select id from notifications
    where user_id = new.user_id and params ? 'vaultId' and params ->> 'vaultId' = new.id::text and cancelled_at is null
  ), stopped as (
    update notification_deliveries d set state = 'cancelled', reason = 'claimed', origin = null
    from spoken s where d.notification_id = s.id and d.state in ('waiting', 'queued', 'held')
    returning d.notification_id
  )
  update notifications n set cancelled_at = clock_timestamp()
  where n.id in (select notification_id from stopped) and not exists (
    select from notification_deliveries d where d.notification_id = n.id and d.state in ('sent', 'sending'));
  return null;
end $$;

drop function drop_notification_event_days(date);
drop function old_notification_event_days(date);
drop function ensure_notification_event_partitions(date, integer);
drop table notification_events;
drop function event_place();
delete from stream_cursors where reader = 'notification-relay' or reader like 'consumer:%:notifications';
delete from consumer_places where topic = 'notifications';
