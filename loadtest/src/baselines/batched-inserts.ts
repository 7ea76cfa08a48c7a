import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool } from '@casino-club/server/src/platform/postgres/pool.ts'
import type { JournalEntry } from '@casino-club/server/src/player/index.ts'
import { advance, type BaselinePlayer, nextEntry } from './rows.ts'

const LANES = 2

/** The rows of a batch of spins and nothing else: no player's row, no version, no check, no socket. */
const INSERT_SQL = `
with commands as (
  insert into player_commands (user_id, command_id, seq, day, request_hash)
  select * from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::date[], $5::bytea[])
), events as (
  insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet,
    win, payload)
  select u, s, d, t, 'slot.spun', 1, c, 'slot', 1, b, w, p::json
  from unnest($1::bigint[], $3::bigint[], $4::date[], $6::timestamptz[], $2::uuid[], $7::bigint[], $8::bigint[],
    $9::text[]) as i(u, s, d, t, c, b, w, p)
)
insert into ledger_entries (user_id, seq, line, currency, amount, balance_after, counter_account, reason, command_id,
  occurred_at, hash)
select u, s, l, 'coins', a, ba, 'house:slot', r, c, t, h
from unnest($10::bigint[], $11::bigint[], $12::smallint[], $13::bigint[], $14::bigint[], $15::text[], $16::uuid[],
  $17::timestamptz[], $18::bytea[]) as i(u, s, l, a, ba, r, c, t, h)`

function values(entries: readonly JournalEntry[]): unknown[] {
  const lines = entries.flatMap((entry) => entry.lines.map((line) => ({ ...line, entry })))
  const at = (entry: JournalEntry) => new Date(entry.occurredAtMs).toISOString()
  return [
    entries.map(({ userId }) => userId),
    entries.map(({ commandId }) => commandId),
    entries.map(({ version }) => version + 1),
    entries.map((entry) => at(entry).slice(0, 10)),
    entries.map(({ requestHash }) => `\\x${requestHash}`),
    entries.map(at),
    entries.map(({ play }) => play?.bet),
    entries.map(({ play }) => play?.win),
    entries.map(({ payload }) => payload),
    lines.map(({ entry }) => entry.userId),
    lines.map(({ entry }) => entry.version + 1),
    lines.map(({ line }) => line),
    lines.map(({ amount }) => amount),
    lines.map(({ balanceAfter }) => balanceAfter),
    lines.map(({ reason }) => reason),
    lines.map(({ entry }) => entry.commandId),
    lines.map(({ entry }) => at(entry)),
    lines.map(({ hash }) => `\\x${hash}`),
  ]
}

/** Spins' rows per second that Postgres takes in batches, half of the players a batch, two batches at once. */
export async function batchedInserts(databaseUrl: string, players: BaselinePlayer[], seconds: number): Promise<number> {
  const pool = createPool({ databaseUrl, max: LANES, log: createLog('error'), name: 'casino-baseline' })
  const endMs = performance.now() + seconds * 1_000
  let spins = 0
  const lane = async (mine: BaselinePlayer[]) => {
    while (performance.now() < endMs) {
      const entries = mine.map((player) => nextEntry(player, systemClock.nowMs()))
      await pool.query({ name: 'baseline', text: INSERT_SQL, values: values(entries) })
      for (const [index, player] of mine.entries()) {
        const entry = entries[index]
        if (entry) advance(player, entry)
      }
      spins += mine.length
    }
  }
  const half = Math.ceil(players.length / LANES)
  await Promise.all([lane(players.slice(0, half)), lane(players.slice(half))])
  await pool.end()
  return spins / seconds
}
