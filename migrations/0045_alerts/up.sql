-- Reminders about vaults: found again by the vault they speak of.
create index notifications_vault on notifications (user_id, (params ->> 'vaultId')) where params ? 'vaultId';

-- Who is to be reminded of what by the run of a moment: found by one statement, told page by page, and gone.
create table alert_queue (
  due_at timestamptz not null,
  type text not null check (type in ('EXPIRY_D0', 'EXPIRY_D2', 'ATTENDANCE_D2', 'TICKET_ZERO')),
  user_id bigint not null,
  day date not null,
  zone text not null,
  vault_id bigint not null,
  vault_type text not null,
  coins bigint not null,
  expires_at timestamptz not null,
  primary key (due_at, type, user_id)
);
grant select, insert, delete on alert_queue to casino_app;

-- Whoever takes the coins of a vault is reminded of it no more: what has not been sent is not, by whatever way it was claimed.
create function stop_vault_alerts() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
create trigger player_vaults_claimed after update of state on player_vaults for each row
  when (old.state <> 'CLAIMED' and new.state = 'CLAIMED') execute function stop_vault_alerts();
