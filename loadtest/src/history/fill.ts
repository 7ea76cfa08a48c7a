import { WELCOME } from '@casino-club/server/src/player/index.ts'
import pg from 'pg'
import { openPlayers } from '../players.ts'

export interface Counts {
  /** Plays of the one player that is asked about. */
  readonly plays: number
  /** Plays of all others together. */
  readonly others: number
  readonly days: number
  /** Plays with hardly a record, a third of the size: what is asked here never reads one that it does not show. */
  readonly slim: boolean
}

export interface Filling {
  readonly userId: number
  readonly plays: number
  readonly firstMs: number
  readonly nowMs: number
}

const DAY_MS = 86_400_000
const OTHER_PLAYERS = 2_000
/** A visit: so many plays, ten seconds apart. */
const VISIT_PLAYS = 250
const SECRET = 'a-secret-of-a-benchmark-0123456789abcdef'

const RECORD_SQL = `json_build_object('bet', 100, 'reels', array['cherry', 'lemon', 'bell'], 'nonce', play, 'note', repeat('x', 300))`
const SLIM_RECORD_SQL = `'{"bet":100}'::json`

/** Plays of one visit that begins in the morning: slot, dice and roulette by turns of some minutes. */
const visitSql = (record: string) => `
insert into player_events
  (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet, win, payload)
select v.user_id, v.seq + play, $1::date, $1::date + interval '8 hours' + play * interval '10 seconds', 'slot.spun', 1,
  gen_random_uuid(), (array['slot', 'slot', 'dice', 'roulette'])[1 + (play / 40) % 4], 1, 100,
  case when play % 3 = 0 then 200 else 0 end,
  ${record}
from unnest($2::bigint[], $3::bigint[], $4::integer[]) as v(user_id, seq, plays)
cross join lateral generate_series(0, v.plays - 1) as play`

async function inOneSession(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query(`set timezone = 'UTC'; set synchronous_commit = off`)
    await work(client)
  } finally {
    await client.end()
  }
}

/** Fills a new database with plays of the past, a day after the other, up to today's. */
export async function fillHistory(databaseUrl: string, counts: Counts, say: (line: string) => void): Promise<Filling> {
  const { plays, others, days } = counts
  const sql = visitSql(counts.slim ? SLIM_RECORD_SQL : RECORD_SQL)
  const players = await openPlayers(databaseUrl, SECRET, OTHER_PLAYERS + 1, WELCOME)
  const [one = 0, ...rest] = players.map(({ userId }) => userId)
  const todayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const firstMs = todayMs - (days - 1) * DAY_MS
  const [perDay, visitsPerDay] = [Math.round(plays / days), Math.round(others / days / VISIT_PLAYS)]
  let visits = 0
  await inOneSession(databaseUrl, async (client) => {
    await client.query('select ensure_event_partitions($1, $2)', [
      new Date(firstMs).toISOString().slice(0, 10),
      days + 7,
    ])
    for (let day = 0; day < days; day++) {
      const visitors = Array.from({ length: visitsPerDay }, () => visits++)
      await client.query(sql, [
        new Date(firstMs + day * DAY_MS).toISOString().slice(0, 10),
        [one, ...visitors.map((visit) => rest[visit % rest.length])],
        [2 + day * perDay, ...visitors.map((visit) => 2 + Math.floor(visit / rest.length) * VISIT_PLAYS)],
        [perDay, ...visitors.map(() => VISIT_PLAYS)],
      ])
      if (day % 50 === 49) say(`${day + 1} of ${days} days`)
    }
    await client.query(
      `update players p set version = e.seq
       from (select user_id, max(seq) as seq from player_events group by 1) e where e.user_id = p.user_id`,
    )
  })
  await tidy(databaseUrl)
  return { userId: one, plays: perDay * days, firstMs, nowMs: todayMs + DAY_MS - 1 }
}

/** What autovacuum does in time. */
export function tidy(databaseUrl: string): Promise<void> {
  return inOneSession(databaseUrl, async (client) => {
    await client.query('vacuum analyze')
  })
}
