-- Vaults: coins that wait for a player until he has done something for them, or until their time is over.

-- What a kind of vault says; never changed, a new version stands beside it and holds for vaults that are opened from then on.
create table vault_definitions (
  id bigint generated always as identity primary key,
  type text not null check (type ~ '^[A-Z][A-Z0-9_]{1,31}$'),
  version integer not null check (version >= 1),
  coins bigint not null check (coins between 1 and 1000000000),
  unlock_by text not null check (unlock_by in ('first_deposit', 'attendance_days', 'deposited_total')),
  -- days or won
  unlock_amount bigint check (unlock_amount between 1 and 1000000000),
  lifetime_hours integer not null check (lifetime_hours between 1 and 8760),
  position smallint not null check (position between 0 and 999),
  enabled boolean not null,
  reason text not null,
  created_by bigint references admin_users (id),
  created_at timestamptz not null,
  unique (type, version),
  constraint vault_definitions_amount check ((unlock_by = 'first_deposit') = (unlock_amount is null)),
  constraint vault_definitions_days check (unlock_by <> 'attendance_days' or unlock_amount <= 366)
);
create trigger vault_definitions_append_only before update or delete or truncate on vault_definitions
  for each statement execute function refuse_change();
insert into vault_definitions
  (type, version, coins, unlock_by, unlock_amount, lifetime_hours, position, enabled, reason, created_at) values
  ('GOLD', 1, 10000, 'first_deposit', null, 336, 1, true, 'what the club opens with', now()),
  ('PLATINUM', 1, 30000, 'attendance_days', 3, 168, 2, true, 'what the club opens with', now()),
  ('DIAMOND', 1, 100000, 'deposited_total', 500000, 720, 3, true, 'what the club opens with', now());
grant select, insert on vault_definitions to casino_app;

create table player_vaults (
  id bigint generated always as identity primary key,
  user_id bigint not null references players (user_id),
  definition_id bigint not null references vault_definitions (id),
  type text not null,
  coins bigint not null check (coins >= 1),
  state text not null check (state in ('LOCKED', 'UNLOCKED', 'CLAIMED', 'EXPIRED')),
  opened_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > opened_at),
  -- the events that it was opened, unlocked, and claimed or expired by
  opened_seq bigint not null check (opened_seq >= 1),
  unlocked_at timestamptz,
  unlocked_seq bigint,
  ended_at timestamptz,
  ended_seq bigint,
  constraint player_vaults_one_of_a_type unique (user_id, type),
  constraint player_vaults_unlocked check ((unlocked_at is null) = (unlocked_seq is null)),
  constraint player_vaults_ended check ((ended_at is null) = (ended_seq is null)),
  constraint player_vaults_states check (
    case state when 'LOCKED' then unlocked_seq is null and ended_seq is null
      when 'UNLOCKED' then unlocked_seq is not null and ended_seq is null
      when 'CLAIMED' then unlocked_seq is not null and ended_seq is not null and ended_at < expires_at
      else ended_seq is not null end)
);
create index player_vaults_open on player_vaults (expires_at, id) where state in ('LOCKED', 'UNLOCKED');

-- A vault goes one way, and what was agreed when it was opened stays.
create function check_vault() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.id, new.user_id, new.definition_id, new.type, new.coins, new.opened_at, new.expires_at, new.opened_seq)
    is distinct from (old.id, old.user_id, old.definition_id, old.type, old.coins, old.opened_at, old.expires_at, old.opened_seq)
  then raise exception 'the terms of a vault never change' using errcode = '23514'; end if;
  if not ((old.state = 'LOCKED' and new.state in ('UNLOCKED', 'EXPIRED'))
    or (old.state = 'UNLOCKED' and new.state in ('CLAIMED', 'EXPIRED')))
  then raise exception 'a vault does not go from % to %', old.state, new.state using errcode = '23514'; end if;
  return new;
end $$;
create trigger player_vaults_one_way before update on player_vaults for each row execute function check_vault();
grant select, insert, update on player_vaults to casino_app;

-- Local days on which a player was here, by the zone that he was in.
create table attendance_days (
  user_id bigint not null references players (user_id),
  local_date date not null,
  zone text not null check (length(zone) <= 64),
  attended_at timestamptz not null,
  primary key (user_id, local_date)
);
grant select, insert on attendance_days to casino_app;

-- Won that a player has paid: each purchase that was granted, once; and what another system knows of, as it stands there.
create table vault_deposits (
  order_id text primary key,
  user_id bigint not null references players (user_id),
  won bigint not null check (won > 0),
  deposited_at timestamptz not null
);
create index vault_deposits_user on vault_deposits (user_id);
grant select, insert on vault_deposits to casino_app;
insert into vault_deposits (order_id, user_id, won, deposited_at)
select p.order_id, p.user_id, p.amount, e.occurred_at from shop_purchases p
join player_events e on e.user_id = p.user_id and e.seq = p.granted_seq
where p.currency = 'KRW' and p.amount > 0;

-- Whatever way a purchase is granted: what it cost is counted in the same transaction.
create function count_deposit() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into vault_deposits (order_id, user_id, won, deposited_at)
  values (new.order_id, new.user_id, new.amount, clock_timestamp()) on conflict do nothing;
  return null;
end $$;
create trigger shop_purchases_deposit after update of granted_seq on shop_purchases for each row
  when (old.granted_seq is null and new.granted_seq is not null and new.currency = 'KRW' and new.amount > 0)
  execute function count_deposit();

create table external_ranking_data (
  user_id bigint primary key references players (user_id),
  deposit_total bigint not null check (deposit_total between 0 and 9007199254740991),
  updated_by bigint not null references admin_users (id),
  updated_at timestamptz not null
);
grant select, insert, update on external_ranking_data to casino_app;

-- How the vaults stood on a day.
create table vault_status_snapshot (
  snapshot_date date not null,
  vault_type text not null,
  status text not null check (status in ('LOCKED', 'UNLOCKED', 'CLAIMED', 'EXPIRED')),
  vaults bigint not null check (vaults >= 0),
  coins bigint not null check (coins >= 0),
  snapshot_at timestamptz not null,
  primary key (snapshot_date, vault_type, status)
);
grant select, insert, update on vault_status_snapshot to casino_app;
