import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import type { Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { fill, poolOf, SCALE_OPTIONS, sayScale, scaleOf } from './activity/fill.ts'
import { forgetRuns, imprint, losePage, runPages, type SegmentRun, totalOf } from './activity/segment-runs.ts'
import { type Figure, say, showFigures } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({ options: { ...SCALE_OPTIONS, limit: { type: 'string', default: '60' } } })
const scale = scaleOf(values)
const limitSeconds = Number(values.limit)

/** The whole of the days read once, and nothing made of it: what no run could be quicker than if it read them all. */
async function bareRead(pool: Pool): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    const startMs = performance.now()
    await client.query('select count(*), sum(actions), sum(spent_won) from player_days')
    return (performance.now() - startMs) / 1_000
  } finally {
    client.release(true)
  }
}

function figureOf(name: string, run: SegmentRun, bare: number): Figure {
  const total = totalOf(run)
  say(
    `${name}: model ${run.model.toFixed(1)} s, facts ${run.facts.toFixed(1)} s, members ${run.members.toFixed(1)} s; ` +
      `${run.pages} pages, the slowest ${run.slowestPage.toFixed(1)} s; ${run.moved} moves`,
  )
  return {
    name: `${name}, ${scale.players} players`,
    figure: `${total.toFixed(1)} s`,
    baseline: `${bare.toFixed(1)} s to read all their days once`,
    limit: `< ${limitSeconds} s`,
    met: total < limitSeconds,
  }
}

/** A run that is killed within its middle page and taken up again ends as one that was not. */
async function killedAndResumed(pool: Pool, whole: SegmentRun, expected: string): Promise<Figure> {
  await forgetRuns(pool)
  const pages = Math.floor(whole.pages / 2)
  const before = await runPages(pool, undefined, pages)
  await losePage(pool, before.cursor)
  const same = async (run: SegmentRun) => run.cursor === undefined && (await imprint(pool)) === expected
  const rest = await runPages(pool, before.cursor)
  const met = await same(rest)
  return {
    name: `killed within page ${pages + 1} of ${whole.pages}, resumed`,
    figure: met ? 'the same' : 'OTHER',
    baseline: `${(totalOf(before) + totalOf(rest)).toFixed(1)} s in two parts; facts, members, moves`,
    limit: 'the same',
    met,
  }
}

/** `npm run bench:segments`: how long the daily run over all players takes, on a Postgres of its own. */
async function main(): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const pool = poolOf(postgres.url, 'bench-segments')
  try {
    await migrateUp(postgres.url)
    await sayScale(pool, scale, await fill(pool, scale))
    const bare = await bareRead(pool)
    const cold = await runPages(pool)
    const expected = await imprint(pool)
    const again = await runPages(pool)
    const figures = [figureOf('the first run', cold, bare), figureOf('the same again', again, bare)]
    const unchanged = (await imprint(pool)) === expected && again.moved === 0
    figures.push({
      name: 'what the second run changed',
      figure: unchanged ? 'nothing' : 'SOMETHING',
      baseline: `${cold.moved} moves by the first, ${again.moved} by the second`,
      limit: 'nothing',
      met: unchanged,
    })
    figures.push(await killedAndResumed(pool, cold, expected))
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
