import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClubProcess } from '../own-club.ts'
import { openPlayers, type TestPlayer } from '../players.ts'
import type { RoomConnection } from '../room-connection.ts'
import { joinAll } from '../swarm.ts'
import { post } from './figures.ts'

const SINGLES_AT_ONCE = 16
const POLL_MS = 2

export interface LogOuts {
  /** From the one request to the last socket closed. */
  readonly togetherMs: number
  /** From the one request to its answer. */
  readonly answeredMs: number
  /** The same players put out by a request each. */
  readonly oneByOneMs: number
}

type PutOut = (url: string, token: string, players: readonly TestPlayer[]) => Promise<void>

const together: PutOut = async (url, token, players) => {
  const userIds = players.map(({ userId }) => userId)
  const body = { commandId: randomUUID(), userIds, reason: 'a measurement' }
  const answer = await post(`${url}/api/admin/players/logout`, body, token)
  const { sessions } = (await answer.json()) as { sessions?: number }
  if (sessions !== players.length) throw new Error(`the log-out answered ${answer.status}, ${sessions} sessions`)
}

const oneByOne: PutOut = async (url, token, players) => {
  const queue = [...players]
  const worker = async () => {
    for (let player = queue.pop(); player; player = queue.pop()) {
      await (await post(`${url}/api/admin/players/${player.userId}/logout`, {}, token)).arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: SINGLES_AT_ONCE }, worker))
}

async function adminToken({ httpUrl, dataDir }: ClubProcess): Promise<string> {
  const password = readFileSync(join(dataDir, 'admin-password'), 'utf8').trim()
  const session = await post(`${httpUrl}/api/auth/admin/login`, { siteId: 'admin', password })
  return ((await session.json()) as { accessToken: string }).accessToken
}

const allClosed = (connections: readonly RoomConnection[]): boolean => connections.every(({ closed }) => closed)

/** Opens the rooms, in equal parts in each process, and puts everybody out. */
async function measure(clubs: readonly ClubProcess[], databaseUrl: string, rooms: number, putOut: PutOut) {
  const [first] = clubs
  if (first === undefined) throw new TypeError('no club')
  const players = await openPlayers(databaseUrl, first.jwtSecret, rooms)
  const part = Math.ceil(rooms / clubs.length)
  const joined = clubs.map((club, index) => joinAll(club.gameUrl, players.slice(index * part, (index + 1) * part)))
  const connections = (await Promise.all(joined)).flat()
  const token = await adminToken(first)
  const startMs = performance.now()
  await putOut(first.httpUrl, token, players)
  const answeredMs = performance.now() - startMs
  while (!allClosed(connections)) await sleep(POLL_MS)
  return { answeredMs, closedMs: performance.now() - startMs }
}

/** What it takes to put out everybody who sits in these rooms. */
export async function logOuts(clubs: readonly ClubProcess[], databaseUrl: string, rooms: number): Promise<LogOuts> {
  const all = await measure(clubs, databaseUrl, rooms, together)
  const singles = await measure(clubs, databaseUrl, rooms, oneByOne)
  return { togetherMs: all.closedMs, answeredMs: all.answeredMs, oneByOneMs: singles.closedMs }
}
