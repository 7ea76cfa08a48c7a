-- The actor's row, what happened to it, and what it cost.

-- version goes up by one with every write, whoever makes it, and is the sequence number of the event that made it.
create table players (
  user_id bigint primary key references users (id),
  version bigint not null check (version >= 0),
  coins bigint not null check (coins between 0 and 9007199254740991),
  gems bigint not null check (gems between 0 and 9007199254740991),
  tickets bigint not null check (tickets between 0 and 9007199254740991),
  -- plays drawn under the active seed pair
  nonce bigint not null check (nonce >= 0),
  -- what the games and progress slices keep between commands
  state json not null,
  -- head of the ledger's hash chain
  ledger_hash bytea not null check (length(ledger_hash) = 32),
  updated_at timestamptz not null
) with (fillfactor = 50);

-- History and outbox at once. xid is what the relay orders by: it reads only below the oldest running transaction.
create table player_events (
  user_id bigint not null,
  seq bigint not null check (seq >= 1),
  day date not null,
  occurred_at timestamptz not null,
  type text not null,
  schema_version smallint not null check (schema_version >= 1),
  command_id uuid not null,
  game text,
  table_version integer,
  bet bigint check (bet >= 0),
  win bigint check (win >= 0),
  payload json not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (user_id, seq, day),
  constraint player_events_play check (num_nonnulls(game, table_version, bet, win) in (0, 4))
) partition by range (day);
create index player_events_order on player_events (xid, user_id, seq);
create table player_events_default partition of player_events default;

-- Unpartitioned on purpose: it is what makes a command id unique for ever.
create table player_commands (
  user_id bigint not null,
  command_id uuid not null,
  seq bigint not null,
  day date not null,
  request_hash bytea not null check (length(request_hash) = 16),
  primary key (user_id, command_id)
);

-- One row is one transfer between the player's account and a house account: amount is what the player gets, the house
-- account gets the negative. So every row is balanced and the sum over all accounts is zero by construction.
create table ledger_entries (
  user_id bigint not null,
  seq bigint not null check (seq >= 1),
  line smallint not null check (line >= 0),
  currency text not null check (currency in ('coins', 'gems', 'tickets')),
  amount bigint not null check (amount <> 0),
  balance_after bigint not null check (balance_after between 0 and 9007199254740991),
  counter_account text not null check (counter_account like 'house:%'),
  reason text not null,
  command_id uuid not null,
  occurred_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  primary key (user_id, seq, line)
);

create table fairness_seeds (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  server_seed bytea not null check (length(server_seed) = 32),
  server_seed_hash bytea not null check (length(server_seed_hash) = 32),
  -- null while it is only announced as next
  client_seed text,
  status text not null check (status in ('next', 'active', 'revealed')),
  -- the event from which it is in use, and the one that revealed it
  active_from_seq bigint,
  revealed_at_seq bigint,
  revealed_at timestamptz,
  created_at timestamptz not null,
  constraint fairness_seeds_stage check (
    (status = 'next') = (client_seed is null) and (status = 'next') = (active_from_seq is null)
    and (status = 'revealed') = (revealed_at_seq is not null) and (status = 'revealed') = (revealed_at is not null)
  )
);
create unique index fairness_seeds_active on fairness_seeds (user_id) where status = 'active';
create unique index fairness_seeds_next on fairness_seeds (user_id) where status = 'next';
create index fairness_seeds_history on fairness_seeds (user_id, id);

-- Which players sit where; rebuilt by the processes themselves every few seconds.
create unlogged table game_processes (
  process_id text primary key,
  heartbeat_at timestamptz not null,
  spins_per_second real not null,
  user_ids bigint[] not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger player_events_append_only before update or delete on player_events
  for each row execute function refuse_change();
-- Truncation is not passed on to partitions: each has a trigger of its own.
create trigger player_events_no_truncate before truncate on player_events
  for each statement execute function refuse_change();
create trigger player_events_no_truncate before truncate on player_events_default
  for each statement execute function refuse_change();
create trigger player_commands_append_only before update or delete or truncate on player_commands
  for each statement execute function refuse_change();
create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_change();

-- Makes the event partitions from a day on; days that have one, and days whose rows already fell to the default
-- partition, are left alone. Gives the number made. Runs with its owner's rights, so that the application needs none.
create function ensure_event_partitions(first_day date, days integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d date;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_event_partitions'));
  for d in select (first_day + i) from generate_series(0, days - 1) as i loop
    if to_regclass('player_events_' || to_char(d, 'YYYYMMDD')) is not null then continue; end if;
    if exists (select from player_events_default where day = d) then continue; end if;
    execute format('create table %I partition of player_events for values from (%L) to (%L)',
      'player_events_' || to_char(d, 'YYYYMMDD'), d, d + 1);
    execute format('create trigger player_events_no_truncate before truncate on %I
      for each statement execute function refuse_change()', 'player_events_' || to_char(d, 'YYYYMMDD'));
    made := made + 1;
  end loop;
  return made;
end $$;

-- The role the application works under: it may add to the books and never change them.
do $$ begin
  create role casino_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant casino_app to current_user;
grant usage on schema public to casino_app;
grant select, insert, update on users, admin_users, invite_codes, sessions, refresh_tokens, login_failures to casino_app;
grant delete on login_failures, refresh_tokens, sessions to casino_app;
grant select, insert on invite_uses to casino_app;
grant select, insert, update on players, fairness_seeds to casino_app;
grant select, insert, update, delete on game_processes to casino_app;
grant select, insert on player_events, player_commands, ledger_entries to casino_app;
grant select on player_events_default to casino_app;
grant execute on function ensure_event_partitions(date, integer) to casino_app;
