import type { Pool } from '@casino-club/server/src/platform/postgres/pool.ts'

const DAY_MS = 86_400_000
const MONDAY = Date.UTC(2026, 10, 16)

/** The season that is measured. */
export const WEEKLY = {
  boardId: 'weekly',
  startsAtMs: MONDAY,
  endsAtMs: MONDAY + 7 * DAY_MS,
  nowMs: MONDAY + 5 * DAY_MS,
} as const

/** Does something as the owner of the database, in its own time. */
async function asOwner(pool: Pool, statements: readonly (readonly [string, unknown[]?])[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('set role casino')
    for (const [text, values] of statements) await client.query(text, values)
  } finally {
    client.release(true)
  }
}

/** So many players with a score each on one board; a few hundred of them do not want to be shown. */
export async function fillBoard(pool: Pool, players: number): Promise<void> {
  await asOwner(pool, [
    [
      `insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
       select 'bench' || n, 'bench' || n, 'bench' || n, '!', 'ko', now() from generate_series(1, $1::integer) as n`,
      [players],
    ],
    ['insert into board_optouts (user_id, since) select id, now() from users order by id limit 500'],
    [
      `insert into board_scores (board_id, starts_at, user_id, score, reached_at)
       select $1, $2, id, 1 + (id * 7919) % 100000, $2::timestamptz + make_interval(secs => id % 86400) from users`,
      [WEEKLY.boardId, new Date(WEEKLY.startsAtMs)],
    ],
    ['vacuum analyze users'],
    ['vacuum analyze board_scores'],
  ])
}

/** Plays of players all over the board, beside the books. */
export async function recordPlays(pool: Pool, plays: number, players: number): Promise<void> {
  const at = new Date(WEEKLY.nowMs)
  await asOwner(pool, [
    ['select ensure_event_partitions($1, 2)', [at.toISOString().slice(0, 10)]],
    [
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version,
         bet, win, payload)
       select 1 + (n * 7919) % $3, 1000 + n, $2::date, $2, 'slot.spun', 1, gen_random_uuid(), 'slot', 1, 0, 1 + n % 50, '{}'
       from generate_series(1, $1::integer) as n`,
      [plays, at, players],
    ],
  ])
}
