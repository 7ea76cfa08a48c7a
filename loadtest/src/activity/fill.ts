import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { dayNumberIn } from '@casino-club/server/src/platform/time/calendar.ts'
import { ensureSegmentRules } from '@casino-club/server/src/segments/index.ts'
import { say } from '../auth/figures.ts'

export const ZONE = 'Asia/Seoul'
export const dayOf = dayNumberIn(ZONE)
const DAY_MS = 86_400_000
/** Eleven in the morning in Seoul: the hour of the run. */
export const RUN_AT_MS = Date.UTC(2026, 10, 22, 2)
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
export const TODAY = dayAt(dayOf(RUN_AT_MS))

export interface Scale {
  readonly players: number
  /** They registered one after the other over so many days to today. */
  readonly days: number
  /** Each was there on so many of his days, or on fewer where he has not had as many. */
  readonly active: number
  /** What each did on all his days together. */
  readonly actions: number
}

/** What was asked for on the command line, in whole numbers; throws where there is nothing to measure. */
export function scaleOf(values: { players: string; days: string; active: string; actions: string }): Scale {
  const read = (name: keyof Scale) => {
    const value = Number(values[name])
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`--${name} is a whole number from 1 on`)
    return value
  }
  return { players: read('players'), days: read('days'), active: read('active'), actions: read('actions') }
}

export const SCALE_OPTIONS = {
  players: { type: 'string', default: '1000000' },
  days: { type: 'string', default: '365' },
  active: { type: 'string', default: '20' },
  actions: { type: 'string', default: '100' },
} as const

export const poolOf = (databaseUrl: string, name: string): Pool =>
  createPool({ databaseUrl, max: 4, log: createLog('error'), name })

/** So many players are filled by one statement. */
const CHUNK = 100_000

const USERS_SQL = `
insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
select 'bench' || n, 'bench' || n, 'bench' || n, '!', 'ko',
  ($1::date - ($2::integer - 1) + ((n - 1)::bigint * $2 / $3)::integer)::timestamp at time zone $4 + interval '9 hours'
from generate_series(1, $3::integer) as n`

// A quarter comes all the time; the others mostly soon after they registered. Of a hundred, three pay: on every fourth of
// their days, and one of fifty payments is paid back. Draws that fall on one day are one day, whose actions add up.
const DAYS_SQL = `
with draws as (
  select u.id, i, $1::date - (u.created_at at time zone $2)::date as had,
    case when u.id % 4 = 0 then i / $3::float8 else (i / $3::float8) ^ 2 end as far,
    $4::integer / $3::integer + case when i < $4::integer % $3::integer then 1 else 0 end as actions
  from users u, generate_series(0, $3::integer - 1) as i where u.id > $5 and u.id <= $6
), days as (
  select id, $1::date - had + floor(had * far)::integer as day, sum(actions)::integer as actions, min(i) as i
  from draws group by 1, 2
)
insert into player_days (user_id, day, actions, play_seconds, was_there, plays, night_plays, wagered, won, purchases, spent_won, refunded_won)
select id, day, actions, least(actions * 60, 86400), true, actions * 2, case when id % 7 = 0 then actions else 0 end,
  actions * 200, actions * 190, paid, paid * (1000 + id * 7919 % 50000), case when paid = 1 and id % 50 = i then 1000 else 0 end
from days, lateral (select case when id % 100 in (17, 42, 80) and i % 4 = 0 then 1 else 0 end as paid) p order by id, day`

/** What is in the database then. */
export interface Filled {
  readonly users: number
  readonly days: number
  readonly actions: number
  readonly payers: number
}

/** Players and their days, by the rules that a new club begins with. Written as everything is, to tables with a WAL. */
export async function fill(pool: Pool, { players, days, active, actions }: Scale): Promise<Filled> {
  const firstMs = RUN_AT_MS - days * DAY_MS
  await ensureSegmentRules({ pool, clock: { nowMs: () => firstMs }, dayOf })
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('set role casino')
    await client.query(USERS_SQL, [TODAY, days, players, ZONE])
    await client.query('analyze users')
    for (let after = 0; after < players; after += CHUNK) {
      await client.query(DAYS_SQL, [TODAY, ZONE, active, actions, after, after + CHUNK])
      say(`filled: ${Math.min(players, after + CHUNK)} of ${players} players`)
    }
    await client.query('vacuum (analyze) users, player_days')
    const { rows } = await client.query<Filled>(
      `select (select count(*) from users)::bigint as users, count(*) as days, sum(actions)::bigint as actions,
         count(distinct user_id) filter (where spent_won > 0) as payers from player_days`,
    )
    const [filled] = rows
    if (filled?.users !== players || filled.actions !== players * actions) {
      throw new Error(`filled are ${JSON.stringify(filled)}, and not ${players} players with ${actions} actions each`)
    }
    return filled
  } finally {
    client.release(true)
  }
}

/** The scale, and whether what is written is safe from a power cut. */
export async function sayScale(pool: Pool, scale: Scale, { users, days, actions, payers }: Filled): Promise<void> {
  const { rows } = await pool.query<{ fsync: string; size: string }>(
    `select current_setting('fsync') as fsync, pg_size_pretty(pg_total_relation_size('player_days')) as size`,
  )
  say(
    `${users} players registered over ${scale.days} days, with ${days} days of their own (${rows[0]?.size}) on which they did ` +
      `${actions} things; ${payers} of them paid. The day is ${TODAY} in ${ZONE}; fsync is ${rows[0]?.fsync}.`,
  )
}
