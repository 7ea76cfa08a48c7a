import { parseArgs } from 'node:util'
import { boardIdSchema } from '@casino-club/shared'
import { Ranks, type RebuildOrder, rebuildBoards, type SeasonDifference } from '../boards/index.ts'
import { readConfig } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { startEmbeddedRedis } from '../platform/embedded/index.ts'
import { systemRandom } from '../platform/ids.ts'
import { openRedis } from '../platform/redis.ts'
import { StartError } from '../platform/start-error.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'Say what to do: npm run boards -- rebuild [--board <id>] [--season YYYY-MM-DD] [--dry-run].'
const DAY = /^\d{4}-\d{2}-\d{2}$/
const say = (line: string) => process.stdout.write(`${line}\n`)

function readOrder(args: readonly string[]): RebuildOrder {
  const options = { board: { type: 'string' }, season: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const startsAtMs = values.season === undefined ? undefined : Date.parse(`${values.season}T00:00:00Z`)
    const isSeason = values.season === undefined || (DAY.test(values.season) && !Number.isNaN(startsAtMs))
    const isBoard = values.board === undefined || boardIdSchema.safeParse(values.board).success
    if (positionals.join() !== 'rebuild' || !isSeason || !isBoard) throw new StartError(USAGE)
    return { board: values.board, startsAtMs, dryRun: values['dry-run'] === true }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(USAGE)
  }
}

const wordSeason = ({ boardId, startsAtMs, players, missing, different, extra }: SeasonDifference): string => {
  const since = startsAtMs === 0 ? 'all time' : `from ${new Date(startsAtMs).toISOString().slice(0, 10)}`
  return `${boardId}, ${since}: ${players} players; missing ${missing}, different ${different}, too many ${extra}`
}

/** `npm run boards -- rebuild`: holds the boards of Redis against Postgres, and fills them anew while play goes on. */
async function boards(args: readonly string[]): Promise<number> {
  const order = readOrder(args)
  const config = readConfig(process.env)
  return withDatabase(async (pool) => {
    const embedded = config.redisUrl
      ? undefined
      : await startEmbeddedRedis({ dataDir: config.dataDir, log: () => undefined, joinRunning: true })
    const redis = openRedis(config.redisUrl ?? embedded?.url ?? '')
    try {
      const deps = { pool, ranks: new Ranks(redis), clock: systemClock, random: systemRandom }
      const { seasons, inPlace, rows } = await rebuildBoards(deps, order)
      for (const season of seasons) say(wordSeason(season))
      if (!inPlace) say('Redis stood elsewhere in the stream than Postgres: all of it counts as stale.')
      say(order.dryRun ? 'Nothing was changed.' : `Filled Redis with ${rows} rows.`)
      return 0
    } catch (error) {
      throw error instanceof RangeError ? new StartError(`Nothing was changed: ${error.message}.`) : error
    } finally {
      redis.disconnect()
      await embedded?.stop()
    }
  })
}

runCommand(boards)
