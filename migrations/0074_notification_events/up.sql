-- What becomes of notifications, event by event: on its way to the topic `notifications`, with nothing personal in it.

-- Where the event of a statement stands in the order of all: at its own transaction, or at the newest that was over when the
-- statement began, where that is later. A transaction that began to write long ago tells after what it has seen; no reader is
-- told of either before both are over, since no place is before its transaction.
create function event_place() returns xid8 language sql stable as $$
  select greatest(pg_current_xact_id(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8)
$$;

create table notification_events (
  seq bigint generated always as identity,
  day date not null,
  user_id bigint not null,
  occurred_at timestamptz not null,
  type text not null check (type like 'notification.%'),
  schema_version smallint not null check (schema_version >= 1),
  payload json not null,
  xid xid8 not null default event_place(),
  primary key (xid, user_id, seq, day)
) partition by range (day);
create table notification_events_default partition of notification_events default;
grant select, insert on notification_events to casino_app;
grant select on notification_events_default to casino_app;

create trigger notification_events_append_only before update or delete on notification_events
  for each row execute function refuse_change();
create trigger notification_events_no_truncate before truncate on notification_events
  for each statement execute function refuse_change();
create trigger notification_events_no_truncate before truncate on notification_events_default
  for each statement execute function refuse_change();

-- As ensure_event_partitions makes those of player_events.
create function ensure_notification_event_partitions(first_day date, days integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d date;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_notification_event_partitions'));
  for d in select (first_day + i) from generate_series(0, days - 1) as i loop
    part := 'notification_events_' || to_char(d, 'YYYYMMDD');
    if to_regclass(part) is not null then continue; end if;
    if exists (select from notification_events_default where day = d) then continue; end if;
    execute format('create table %I partition of notification_events for values from (%L) to (%L)', part, d, d + 1);
    execute format('create trigger notification_events_no_truncate before truncate on %I
      for each statement execute function refuse_change()', part);
    made := made + 1;
  end loop;
  return made;
end $$;
grant execute on function ensure_notification_event_partitions(date, integer) to casino_app;
-- The version before makes none, and its players claim vaults: what is told of that has its day.
select ensure_notification_event_partitions((now() at time zone 'UTC')::date - 1, 9);

-- The days of which the events go, the oldest first: those before a day, and none that is younger than 60 days by the database's own clock.
create function old_notification_event_days(before date) returns setof date language sql stable as $$
  select day from (
    select to_date(right(relname, 8), 'YYYYMMDD') as day from pg_inherits join pg_class c on c.oid = inhrelid
    where inhparent = 'notification_events'::regclass and relname ~ '^notification_events_\d{8}$'
  ) days where day < least(before, current_date - 60) order by day
$$;

-- Drops them; gives how many days went. Runs with its owner's rights.
create function drop_notification_event_days(before date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d date;
  gone integer := 0;
begin
  -- Whoever tells an event waits behind this no longer than that.
  perform set_config('lock_timeout', '3s', true);
  for d in select old_notification_event_days(before) loop
    execute format('drop table %I', 'notification_events_' || to_char(d, 'YYYYMMDD'));
    gone := gone + 1;
  end loop;
  return gone;
end $$;
grant execute on function drop_notification_event_days(date) to casino_app;

-- As before, and told of.
create or replace function stop_vault_alerts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  with spoken as (
    select id from notifications
    where user_id = new.user_id and params ? 'vaultId' and params ->> 'vaultId' = new.id::text and cancelled_at is null
  ), stopped as (
    update notification_deliveries d set state = 'cancelled', reason = 'claimed', origin = null
    from spoken s where d.notification_id = s.id and d.state in ('waiting', 'queued', 'held')
    returning d.id, d.notification_id, d.user_id, d.channel, d.category, d.rounds, d.attempts
  ), withdrawn as (
    update notifications n set cancelled_at = clock_timestamp()
    where n.id in (select notification_id from stopped) and not exists (
      select from notification_deliveries d where d.notification_id = n.id and d.state in ('sent', 'sending'))
    returning n.id, n.user_id
  )
  insert into notification_events (day, user_id, occurred_at, type, schema_version, payload)
  select (clock_timestamp() at time zone 'UTC')::date, user_id, clock_timestamp(), type, 1, payload from (
    select user_id, 'notification.cancelled' as type, json_build_object('notificationId', notification_id, 'deliveryId', id,
      'channel', channel, 'category', category, 'round', rounds, 'attempt', attempts, 'reason', 'claimed', 'untilMs', null) as payload
    from stopped
    union all
    select user_id, 'notification.withdrawn', json_build_object('notificationId', id) from withdrawn
  ) told;
  return null;
end $$;
