/**
 * The statement that everything a player does ends in: one transaction for many players.
 * Rows are locked without waiting, so that batches cannot deadlock and a busy player holds nobody up; an entry whose
 * version has moved or whose command is known is left out of all tables. The answer is the user ids left out, so
 * that in the usual case there is nothing to read.
 */
export const COMMIT_SQL = `
with input as materialized (
  select i.*, to_timestamp(occurred_ms / 1000.0) as occurred_at,
    (to_timestamp(occurred_ms / 1000.0) at time zone 'UTC')::date as day
  from unnest(
    $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::bytea[],
    $9::bigint[], $10::text[], $11::smallint[], $12::uuid[], $13::bytea[], $14::text[], $15::integer[], $16::bigint[],
    $17::bigint[], $18::text[]
  ) as i(
    user_id, version, coins, gems, tickets, nonce, state, ledger_hash,
    occurred_ms, type, schema_version, command_id, request_hash, game, table_version, bet, win, payload
  )
), free as materialized (
  select p.user_id from players p join input i on i.user_id = p.user_id
  where p.version = i.version for update of p skip locked
), commands as (
  insert into player_commands (user_id, command_id, seq, day, request_hash)
  select i.user_id, i.command_id, i.version + 1, i.day, i.request_hash
  from input i join free f on f.user_id = i.user_id
  on conflict do nothing returning user_id
), taken as (
  update players p
  set version = p.version + 1, coins = i.coins, gems = i.gems, tickets = i.tickets, nonce = i.nonce,
    state = i.state::json, ledger_hash = i.ledger_hash, updated_at = i.occurred_at
  from input i join commands c on c.user_id = i.user_id
  where p.user_id = i.user_id
  returning p.user_id
), events as (
  insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet,
    win, payload)
  select i.user_id, i.version + 1, i.day, i.occurred_at, i.type, i.schema_version, i.command_id, i.game, i.table_version,
    i.bet, i.win, i.payload::json
  from input i join taken t on t.user_id = i.user_id
), lines as (
  insert into ledger_entries (user_id, seq, line, currency, amount, balance_after, counter_account, reason, command_id,
    occurred_at, hash)
  select l.user_id, i.version + 1, l.line, l.currency, l.amount, l.balance_after, l.counter_account, l.reason,
    i.command_id, i.occurred_at, l.hash
  from unnest($19::bigint[], $20::smallint[], $21::text[], $22::bigint[], $23::bigint[], $24::text[], $25::text[],
    $26::bytea[]) as l(user_id, line, currency, amount, balance_after, counter_account, reason, hash)
  join input i on i.user_id = l.user_id
  join taken t on t.user_id = l.user_id
), granted as (
  insert into inventory_entries (user_id, seq, item, expires_at, quantity, command_id, occurred_at)
  select g.user_id, i.version + 1, g.item, coalesce(to_timestamp(g.expires_ms / 1000.0), 'infinity'), g.quantity,
    i.command_id, i.occurred_at
  from unnest($27::bigint[], $28::text[], $29::integer[], $30::bigint[]) as g(user_id, item, quantity, expires_ms)
  join input i on i.user_id = g.user_id
  join taken t on t.user_id = g.user_id
  returning user_id, item, expires_at, quantity, occurred_at
), stocked as (
  insert into inventory as stock (user_id, item, expires_at, quantity, updated_at)
  select user_id, item, expires_at, quantity, occurred_at from granted
  on conflict (user_id, item, expires_at) do update
  set quantity = stock.quantity + excluded.quantity, updated_at = excluded.updated_at
)
select i.user_id from input i where not exists (select from taken t where t.user_id = i.user_id)`

/** The same for events that leave everything of a player as it is but his version; gives those that were written. */
export const APPEND_SQL = `
with input as materialized (
  select i.*, to_timestamp($7::bigint / 1000.0) as occurred_at, (to_timestamp($7::bigint / 1000.0) at time zone 'UTC')::date as day
  from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[]) as i(user_id, command_id, version, fields)
), free as materialized (
  select p.user_id from players p join input i on i.user_id = p.user_id
  where p.version = i.version for update of p skip locked
), commands as (
  insert into player_commands (user_id, command_id, seq, day, request_hash)
  select i.user_id, i.command_id, i.version + 1, i.day, decode(md5($5 || ' ' || i.fields), 'hex')
  from input i join free f on f.user_id = i.user_id
  on conflict do nothing returning user_id
), taken as (
  update players p set version = i.version + 1, updated_at = i.occurred_at
  from input i join commands c on c.user_id = i.user_id
  where p.user_id = i.user_id
  returning p.user_id, p.version
)
insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, payload)
select i.user_id, t.version, i.day, i.occurred_at, $5, $6::smallint, i.command_id,
  ('{"commandId":"' || i.command_id || '","eventId":"' || i.user_id || '-' || t.version || '","occurredAtMs":' || $7::bigint
    || ',' || i.fields || '}')::json
from input i join taken t on t.user_id = i.user_id
returning user_id, seq`
