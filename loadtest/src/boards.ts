import { parseArgs } from 'node:util'
import { BoardReader, Boards, Ranks } from '@casino-club/server/src/boards/index.ts'
import { startEmbeddedPostgres, startEmbeddedRedis } from '@casino-club/server/src/platform/embedded/index.ts'
import { systemRandom } from '@casino-club/server/src/platform/ids.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { openRedis } from '@casino-club/server/src/platform/redis.ts'
import { BEGINNING } from '@casino-club/server/src/stream/index.ts'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { fillBoard, recordPlays, WEEKLY } from './boards/fill.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({
  options: { players: { type: 'string', default: '1000000' }, limit: { type: 'string', default: '5' } },
})
const [players, limitMs] = [Number(values.players), Number(values.limit)]
/** Asked so often; the slow way, whose answers take a second, only a few times. */
const [ROUNDS, PARTS, SLOW_ROUNDS, BATCHES, BATCH] = [3_000, 5, 5, 10, 2_000]

type Ask = (userId: number) => Promise<unknown>

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}

/**
 * How long an answer takes for players all over the board, in milliseconds: the medians of some rounds, so that what
 * else the machine does in one of them is not taken for ours.
 */
async function measure(rounds: number, ask: Ask): Promise<{ p50: number; p99: number }> {
  const found = []
  for (let part = 0; part < PARTS; part++) found.push(await measureOnce(Math.ceil(rounds / PARTS), part, ask))
  return { p50: median(found.map(({ p50 }) => p50)), p99: median(found.map(({ p99 }) => p99)) }
}

async function measureOnce(rounds: number, part: number, ask: Ask) {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    // A step that meets every part of the board.
    const userId = 1 + (((part * rounds + round) * 7_919) % players)
    times.push(await timed(() => ask(userId)))
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(Math.floor(times.length * share), times.length - 1)] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

const ms = (value: number) => `${value.toFixed(2)} ms`

function figureOf(name: string, ours: { p50: number; p99: number }, beside: string): Figure {
  const baseline = `p50 ${ms(ours.p50)}; ${beside}`
  return { name, figure: ms(ours.p99), baseline, limit: `< ${limitMs} ms`, met: ours.p99 < limitMs }
}

interface Stage {
  readonly pool: ReturnType<typeof createPool>
  readonly redis: ReturnType<typeof openRedis>
}

async function measureAll({ pool, redis }: Stage): Promise<Figure[]> {
  const [ranks, log, clock] = [new Ranks(redis), createLog('error'), { nowMs: () => WEEKLY.nowMs }]
  const reader = new BoardReader({ pool, ranks, clock, random: systemRandom, log })
  const filled = await timed(() => reader.rebuild())
  say(`filled Redis in ${(filled / 1_000).toFixed(1)} s`)
  const asked = { start: 'around', limit: 20, season: 'current', board: WEEKLY.boardId } as const
  const friends = { followedBy: async () => [], unseenBy: async () => new Set<number>() }
  const boards = new Boards({ pool, ranks, clock, log, friends })
  // The same question without Redis: everything is counted in Postgres.
  const away = new Ranks({ ...redis, eval: () => Promise.reject(new Error('away')) } as never)
  const slow = new Boards({ pool, ranks: away, clock, log, friends })
  const place = '0 0 0'
  const season = { boardId: WEEKLY.boardId, startsAtMs: WEEKLY.startsAtMs, endsAtMs: WEEKLY.endsAtMs }
  const update: Ask = async (userId) => {
    const score = { ...season, userId, score: userId + 1_000, reachedAtMs: WEEKLY.nowMs }
    if (!(await ranks.apply({ from: place, to: place }, [season], [score]))) throw new Error('not taken')
  }
  const naive: Ask = async (userId) => {
    await pool.query(
      'update board_scores set score = score + 1 where board_id = $1 and starts_at = $2 and user_id = $3',
      [WEEKLY.boardId, new Date(WEEKLY.startsAtMs), userId],
    )
  }
  const [updates, rows] = [await measure(ROUNDS, update), await measure(ROUNDS, naive)]
  const rank = await measure(ROUNDS, (userId) => ranks.page(season, { userId, start: 'around', limit: 20 }))
  const whole = await measure(ROUNDS, (userId) => boards.page({ ...asked, userId }))
  const counted = await measure(SLOW_ROUNDS, (userId) => slow.page({ ...asked, userId }))
  const bare = await measure(ROUNDS, () => redis.ping())
  await recordPlays(pool, BATCHES * BATCH, players)
  return [
    figureOf('a score taken into its rank, p99', updates, `a row of Postgres p99 ${ms(rows.p99)}`),
    figureOf('rank and 20 rows around it, p99', rank, `a bare PING p99 ${ms(bare.p99)}`),
    figureOf('the whole answer with names, p99', whole, `without Redis p50 ${ms(counted.p50)}`),
    await readEvents(reader),
  ]
}

/** Events into the scores of Postgres and the ranks of Redis, as the reader takes them in. */
async function readEvents(reader: BoardReader): Promise<Figure> {
  let [place, events] = [BEGINNING, 0]
  const took = await timed(async () => {
    for (let taken = BATCH; taken === BATCH; ) {
      const step = await reader.advance(place, BATCH)
      ;[place, taken] = [step.last, step.taken]
      events += taken
    }
  })
  const perSecond = Math.round(events / (took / 1_000))
  return {
    name: `${events} plays counted, one reader`,
    figure: `${perSecond}/s`,
    baseline: `${((took / events) * 1_000).toFixed(0)} µs a play, in batches of ${BATCH}`,
    limit: `< ${limitMs} ms`,
    met: took / events < limitMs,
  }
}

async function main(): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const embedded = await startEmbeddedRedis({ dataDir: dataDir.path, log: say })
  const pool = createPool({ databaseUrl: postgres.url, max: 4, log: createLog('error'), name: 'bench-boards' })
  const redis = openRedis(embedded.url)
  try {
    await migrateUp(postgres.url)
    const took = await timed(() => fillBoard(pool, players))
    say(`${players} players stand on a board of Postgres, made in ${(took / 1_000).toFixed(1)} s`)
    const figures = await measureAll({ pool, redis })
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    redis.disconnect()
    await pool.end()
    await embedded.stop()
    await postgres.stop()
    dataDir.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
