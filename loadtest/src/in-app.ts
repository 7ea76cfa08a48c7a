import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { MOST_PAGE } from '@casino-club/server/src/campaigns/index.ts'
import { type RaiseTerms, raiseMany } from '@casino-club/server/src/notify/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type Figure, median, percentile, say, showFigures } from './auth/figures.ts'
import { databaseUrlOf } from './database.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'
import { processMs, processorMs } from './processor.ts'
import type { RoomConnection } from './room-connection.ts'
import { joinAll } from './swarm.ts'

const { values } = parseArgs({
  options: {
    rooms: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    limit: { type: 'string', default: '200' },
  },
})
const [rooms, rounds, limitMs] = [Number(values.rooms), Number(values.rounds), Number(values.limit)]

const TEXT = {
  ko: { title: '안내', body: '오늘 밤 점검이 있어요.' },
  en: { title: 'Notice', body: 'Maintenance tonight.' },
}
const DAY_MS = 86_400_000
const PATIENCE_MS = 60_000
/** Between rounds, so that nothing of one is left in the next. */
const REST_MS = 1_000

/** Who waits for a message, and what it took to reach those whom it has reached. */
class Waiting {
  private startedMs = 0
  private readonly missing = new Set<number>()
  readonly millis: number[] = []

  begin(userIds: readonly number[]): void {
    this.startedMs = performance.now()
    this.millis.length = 0
    for (const userId of userIds) this.missing.add(userId)
  }

  hears(userId: number): void {
    if (this.missing.delete(userId)) this.millis.push(performance.now() - this.startedMs)
  }

  /** Resolves when everybody was reached. */
  async over(): Promise<readonly number[]> {
    const giveUpMs = performance.now() + PATIENCE_MS
    while (this.missing.size > 0) {
      if (performance.now() > giveUpMs) throw new Error(`${this.missing.size} players were told nothing`)
      await sleep(1)
    }
    return this.millis
  }
}

const openRooms = (gameUrl: string, players: readonly TestPlayer[], waiting: Waiting): Promise<RoomConnection[]> =>
  joinAll(gameUrl, players, ({ userId }) => ({
    onMessage: (type) => {
      if (type === 'notification') waiting.hears(userId)
    },
  }))

/** A notice to these players, by the pages of a campaign; what it took to reach each, in ms from before the first was written. */
async function tell(pool: Pool, players: readonly TestPlayer[], waiting: Waiting): Promise<readonly number[]> {
  const userIds = players.map(({ userId }) => userId)
  const [name, atMs] = [randomUUID(), Date.now()]
  const terms: RaiseTerms = {
    ...{ template: 'service-notice', category: 'transactional', path: null, priority: 'high', channels: ['in_app'] },
    ...{ atMs, deadlineMs: atMs + DAY_MS },
  }
  waiting.begin(userIds)
  for (let from = 0; from < userIds.length; from += MOST_PAGE) {
    const page = userIds.slice(from, from + MOST_PAGE)
    const raises = page.map((userId) => ({ userId, dedupeKey: `${name}:${userId}`, params: {}, text: TEXT }))
    await inTransaction(pool, (tx) => raiseMany(tx, terms, raises))
  }
  return waiting.over()
}

function figureOf(name: string, runs: readonly (readonly number[])[]): Figure {
  const [half, almostAll] = [0.5, 0.99].map((share) => median(runs.map((millis) => percentile(millis, share)))) as [
    number,
    number,
  ]
  return {
    name,
    figure: `${almostAll.toFixed(0)} ms`,
    baseline: `p50 ${half.toFixed(0)} ms; medians of ${runs.length} rounds`,
    limit: `< ${limitMs} ms`,
    met: almostAll < limitMs,
  }
}

const ALONE = 50

/** A notice to everybody, with what it took of the processor: more is said by that where others use the machine too. */
async function tellAll(club: ClubProcess, ...args: Parameters<typeof tell>): Promise<readonly number[]> {
  const spent = () => ({ ...processorMs(club), load: processMs(process.pid) })
  const before = spent()
  const millis = [...(await tell(...args))]
  await sleep(REST_MS)
  const after = spent()
  const [clubMs, postgres, load] = [
    after.club - before.club,
    after.postgres - before.postgres,
    after.load - before.load,
  ]
  const [p50, p99] = [percentile(millis, 0.5), percentile(millis, 0.99)].map(Math.round)
  say(`p50 ${p50} p99 ${p99} ms; processor time ${clubMs} ms club, ${postgres} ms Postgres, ${load} ms load`)
  return millis
}

/** `npm run bench:inapp`: from a notice being raised to the message in each open room, to all at once and to one by one. */
async function main(): Promise<boolean> {
  const data = temporaryDataDir()
  const club = await startClubProcess(data.path)
  const databaseUrl = databaseUrlOf(data.path)
  const pool = createPool({ databaseUrl, max: 2, log: createLog('error'), name: 'casino-bench-inapp' })
  const waiting = new Waiting()
  let connections: readonly RoomConnection[] = []
  try {
    const players = await openPlayers(databaseUrl, club.jwtSecret, rooms)
    connections = await openRooms(club.gameUrl, players, waiting)
    say(`${connections.length} open rooms`)
    const [all, single]: [(readonly number[])[], number[][]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      all.push(await tellAll(club, pool, players, waiting))
      const own: number[] = []
      for (const player of players.slice(0, ALONE)) own.push(...(await tell(pool, [player], waiting)))
      single.push(own)
      await sleep(REST_MS)
    }
    const figures = [
      figureOf(`a notice to ${rooms} at once, p99`, all),
      figureOf('a notice to one of them, p99', single),
    ]
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    for (const connection of connections) connection.close()
    await pool.end()
    await club.stop()
    data.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
