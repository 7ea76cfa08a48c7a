import { parseArgs } from 'node:util'
import { findRetention } from '@casino-club/server/src/analytics/figures.store.ts'
import { ROLL_UP_SECONDS, rollUp } from '@casino-club/server/src/analytics/roll-up.store.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { inTransaction, type Pool, type Queryable } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type RetentionQuery, retentionQuery } from '@casino-club/shared'
import {
  dayAt,
  dayOf,
  fill,
  poolOf,
  RUN_AT_MS,
  SCALE_OPTIONS,
  sayScale,
  scaleOf,
  TODAY,
  ZONE,
} from './activity/fill.ts'
import { runPages } from './activity/segment-runs.ts'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({ options: { ...SCALE_OPTIONS, limit: { type: 'string', default: '1' } } })
const scale = scaleOf(values)
const limitSeconds = Number(values.limit)
const ROUNDS = 7
/** The cohorts of a year, or of as many days as there are. */
const YEAR = 365

const today = dayOf(RUN_AT_MS)
const first = today - Math.min(YEAR, scale.days) + 1

/** Seconds of a piece of work in a transaction that no limit ends: what takes too long is to be seen. */
function timed(pool: Pool, work: (tx: Queryable) => Promise<unknown>): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await tx.query('set local statement_timeout = 0')
    const startMs = performance.now()
    await work(tx)
    return (performance.now() - startMs) / 1_000
  })
}

/** Rolls up day by day as the job does that was never run; the slowest day must fit into what one of its statements may take. */
async function rollUpAll(pool: Pool): Promise<Figure> {
  const days: number[] = []
  for (let day = first; day <= today; day++) {
    days.push(await timed(pool, (tx) => rollUp(tx, dayAt(day), ZONE, day < today)))
    if (days.length % 50 === 0) say(`rolled up: ${days.length} of ${today - first + 1} days`)
  }
  const all = days.reduce((sum, each) => sum + each, 0)
  const slowest = Math.max(...days)
  return {
    name: `the slowest of ${days.length} days rolled up`,
    figure: `${slowest.toFixed(2)} s`,
    baseline: `${median(days).toFixed(2)} s the median, ${all.toFixed(1)} s all of them`,
    limit: `< ${ROLL_UP_SECONDS} s`,
    met: slowest < ROLL_UP_SECONDS,
  }
}

async function measured(pool: Pool, query: RetentionQuery): Promise<number> {
  const seconds: number[] = []
  let rows = 0
  for (let round = 0; round < ROUNDS; round++) {
    const ask = async (tx: Queryable) => {
      rows = (await findRetention(tx, query, { zone: ZONE, today: TODAY })).rows.length
    }
    seconds.push(await timed(pool, ask))
  }
  if (rows === 0) throw new Error('there is no retention to be read')
  return median(seconds)
}

/** The segment with the most players, as `dimension:SEGMENT`. */
async function largestSegment(pool: Pool): Promise<{ segment: string; players: number }> {
  const { rows } = await pool.query<{ segment: string; players: number }>(
    `select dimension || ':' || segment as segment, count(*) as players from player_segments group by 1 order by 2 desc, 1 limit 1`,
  )
  if (rows[0] === undefined) throw new Error('nobody is in a segment')
  return rows[0]
}

async function retentionFigures(pool: Pool): Promise<Figure[]> {
  const { segment, players } = await largestSegment(pool)
  const figures: Figure[] = []
  for (const by of ['day', 'week'] as const) {
    const query = { from: dayAt(first), until: TODAY, by }
    const rolledUp = await measured(pool, retentionQuery.parse(query))
    const narrowed = await measured(pool, retentionQuery.parse({ ...query, segment }))
    figures.push({
      name: `retention of ${today - first + 1} days by ${by}, median of ${ROUNDS}`,
      figure: `${rolledUp.toFixed(3)} s`,
      baseline: `${narrowed.toFixed(2)} s of ${segment} alone, ${players} players`,
      limit: `< ${limitSeconds} s`,
      met: rolledUp < limitSeconds,
    })
  }
  return figures
}

/** `npm run bench:figures`: who comes back, of a whole year, from the roll-ups and beside it of a segment from its days. */
async function main(): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const pool = poolOf(postgres.url, 'bench-figures')
  try {
    await migrateUp(postgres.url)
    await sayScale(pool, scale, await fill(pool, scale))
    await runPages(pool)
    const rolled = await rollUpAll(pool)
    const figures = [rolled, ...(await retentionFigures(pool))]
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
