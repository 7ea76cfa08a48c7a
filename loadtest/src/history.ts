import { parseArgs } from 'node:util'
import { findPeriodSums } from '@casino-club/server/src/games/history/sums.store.ts'
import { findPlays, PLAY_SUMS, sumPlaysAfter } from '@casino-club/server/src/games/index.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { BEGINNING, type Cursor, postgresSweep } from '@casino-club/server/src/stream/index.ts'
import { statsQuery } from '@casino-club/shared'
import { type Filling, fillHistory, tidy } from './history/fill.ts'
import { explainAll, recording } from './history/recording.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({
  options: {
    plays: { type: 'string', default: '1000000' },
    others: { type: 'string', default: '10000000' },
    days: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '15' },
    plans: { type: 'boolean', default: false },
    slim: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const SWEEP_BATCH = 2_000
const say = (line: string) => process.stdout.write(`${line}\n`)

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startMs = performance.now()
  const value = await work()
  return { ms: performance.now() - startMs, value }
}

/** The median time of a question, its plans, and in how many statements it is asked. */
async function measure(pool: Pool, name: string, ask: (pool: Pool) => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push((await timed(() => ask(pool))).ms)
  const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
  const { pool: recorder, statements } = recording(pool)
  await ask(recorder)
  say(`${name.padEnd(64)} ${median.toFixed(1).padStart(9)} ms  (${statements.length} statements)`)
  if (values.plans) for (const plan of await explainAll(pool, statements)) say(plan)
}

/** Sums all events; gives where it ended. */
async function sweep(pool: Pool): Promise<Cursor> {
  const { advance } = postgresSweep(PLAY_SUMS, sumPlaysAfter, pool)
  let [place, events] = [BEGINNING, 0]
  const { ms } = await timed(async () => {
    for (let taken = SWEEP_BATCH; taken === SWEEP_BATCH; ) {
      const step = await advance(place, SWEEP_BATCH)
      place = step.last
      taken = step.taken
      events += taken
    }
  })
  say(`summed ${events} events in ${(ms / 1_000).toFixed(0)} s, ${Math.round(events / (ms / 1_000))}/s`)
  return place
}

const DAY_MS = 86_400_000
const iso = (ms: number) => new Date(ms).toISOString()

async function measureAll(pool: Pool, { userId, firstMs, nowMs, plays }: Filling): Promise<void> {
  const history = (more: object) => (via: Pool) =>
    findPlays(via, { userId, page: 1, perPage: 25, ascending: false, ...more })
  const stats = (query: object) => (via: Pool) => findPeriodSums(via, { userId }, statsQuery.parse(query), nowMs)
  const middle = `${userId}-${Math.floor(plays / 2)}`
  const odd = { from: iso(nowMs - 30 * DAY_MS - 12_345), to: iso(nowMs - 12_345) }
  await measure(pool, 'history: first page', history({}))
  await measure(pool, 'history: last page by number', history({ page: Math.floor(plays / 25) }))
  await measure(pool, 'history: 25 plays behind the one in the middle', history({ after: middle }))
  await measure(
    pool,
    'history: a page of dice in 30 days that begin anywhere',
    history({ ...odd, game: 'dice', page: 40 }),
  )
  await measure(pool, 'stats: all, by month', stats({}))
  await measure(pool, 'stats: this month in Seoul, by day', stats({ period: 'month', zone: 'Asia/Seoul' }))
  await measure(pool, 'stats: this week', stats({ period: 'week' }))
  await measure(pool, 'stats: today', stats({ period: 'day' }))
  await measure(pool, 'stats: 30 days that begin anywhere', stats(odd))
  await measure(pool, 'before, without sums: totals of all plays', (via) =>
    via.query(
      `select game, count(*), count(*) filter (where win > 0), sum(bet), sum(win), max(win), max(occurred_at)
       from player_events where user_id = $1 and game is not null group by game`,
      [userId],
    ),
  )
  await measure(pool, 'before, without sums: last page by offset', (via) =>
    via.query(
      'select * from player_events where user_id = $1 and game is not null order by seq desc limit 25 offset $2',
      [userId, plays - 25],
    ),
  )
  say(`from ${iso(firstMs)} to ${iso(nowMs)}`)
}

async function sizes(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; size: string; rows: number }>(
    `select 'player_events' as name, pg_size_pretty(sum(pg_total_relation_size(inhrelid))) as size,
       sum(reltuples)::bigint as rows
     from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'player_events'::regclass
     union all
     select relname, pg_size_pretty(pg_total_relation_size(oid)), reltuples::bigint from pg_class
     where relname in ('play_quarters', 'play_places', 'pull_days')`,
  )
  for (const { name, size, rows: count } of rows) say(`${name.padEnd(16)} ${String(count).padStart(12)} rows  ${size}`)
}

/**
 * `npm run bench:history`: a player of a million plays among ten million of others, in a Postgres of its own; how long
 * each question about his history takes, and with `-- --plans` by what plan.
 */
async function main(): Promise<void> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: () => undefined })
  const pool = createPool({ databaseUrl: postgres.url, max: 2, log: createLog('error'), name: 'casino-history' })
  try {
    await migrateUp(postgres.url)
    const [plays, others, days] = [Number(values.plays), Number(values.others), Number(values.days)]
    const counts = { plays, others, days, slim: values.slim }
    const { ms, value: filling } = await timed(() => fillHistory(postgres.url, counts, say))
    say(`filled in ${(ms / 1_000).toFixed(0)} s`)
    const place = await sweep(pool)
    await tidy(postgres.url)
    await sizes(pool)
    await measureAll(pool, filling)
    await measure(pool, 'reader: nothing new to sum', (via) =>
      postgresSweep(PLAY_SUMS, sumPlaysAfter, via).advance(place, SWEEP_BATCH),
    )
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

await main()
