import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { median, say, showFigures } from './auth/figures.ts'
import { databaseUrlOf } from './database.ts'
import { startEmptyRooms } from './empty-rooms.ts'
import { startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'
import type { ConnectionOptions, RoomConnection } from './room-connection.ts'
import { joinAll } from './swarm.ts'

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    limit: { type: 'string', default: '0.6' },
  },
})
const [count, rounds, limit] = [Number(values.players), Number(values.rounds), Number(values.limit)]
const BET = 10
const WATCH_MS = 10
/** Between rounds, so that rooms are gone and what they began is done. */
const REST_MS = 2_000

async function leaveAll(connections: readonly RoomConnection[]): Promise<void> {
  for (const connection of connections) connection.leave()
  while (connections.some(({ closed }) => !closed)) await sleep(WATCH_MS)
  await sleep(REST_MS)
}

/** Everybody in, some at a time; then out again. */
async function joinsPerSecond(
  gameUrl: string,
  players: readonly TestPlayer[],
  optionsOf?: (player: TestPlayer) => ConnectionOptions,
): Promise<number> {
  const startMs = performance.now()
  const connections = await joinAll(gameUrl, players, optionsOf)
  const seconds = (performance.now() - startMs) / 1_000
  await leaveAll(connections)
  return players.length / seconds
}

/** Makes them players with a past: vaults, a day of attendance, a streak, and missions begun. */
async function playOnce(gameUrl: string, players: readonly TestPlayer[]): Promise<void> {
  const connections = await joinAll(gameUrl, players)
  const asked = connections.flatMap((connection) => [
    connection.request('streak.tick', { commandId: randomUUID(), timeZone: 'Asia/Seoul' }),
    connection.request('slot.spin', { commandId: randomUUID(), bet: BET }),
  ])
  const refused = (await Promise.all(asked)).find(({ ok }) => ok !== true)
  if (refused) throw new Error(`not everybody could play: ${JSON.stringify(refused)}`)
  await leaveAll(connections)
}

/** `npm run bench:joins`: players who come back into their rooms, beside clients of a Colyseus server that does nothing. */
async function main(): Promise<boolean> {
  const data = temporaryDataDir()
  const club = await startClubProcess(data.path)
  const empty = await startEmptyRooms(club.transport)
  try {
    const players = await openPlayers(databaseUrlOf(data.path), club.jwtSecret, count)
    await playOnce(club.gameUrl, players)
    const runs: { ours: number; bare: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const bare = await joinsPerSecond(empty.gameUrl, players, ({ userId }) => ({ join: { userId } }))
      const ours = await joinsPerSecond(club.gameUrl, players)
      say(`round ${round + 1}: ${ours.toFixed(0)} joins/s, ${bare.toFixed(0)} into empty rooms`)
      runs.push({ ours, bare })
    }
    const ratio = median(runs.map(({ ours, bare }) => ours / bare))
    const middle = (of: (run: { ours: number; bare: number }) => number) => median(runs.map(of)).toFixed(0)
    const figure = {
      name: `joins of ${count} players against empty rooms`,
      figure: `${ratio.toFixed(2)} ×`,
      baseline: `${middle(({ ours }) => ours)}/s, ${middle(({ bare }) => bare)}/s on ${club.transport}`,
      limit: `>= ${limit} ×`,
      met: ratio >= limit,
    }
    showFigures([figure])
    return figure.met
  } finally {
    empty.kill()
    await club.stop()
    data.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
