import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { CRASH_ROOM, type CrashRoomState } from '@casino-club/shared'
import { Client, type Room } from '@colyseus/sdk'
import type { TestPlayer } from './players.ts'
import { RoomConnection } from './room-connection.ts'
import { newHistogram } from './swarm.ts'

const JOINS_AT_ONCE = 32
const BET = 100
const WATCH_MS = 10
/** Nobody waits longer than this to cash out: by then it is e^(0.1 × 6) = 1.8 stakes. */
const PATIENCE_MS = 6_000
const BETTING_MS = 6_000
const MICROSECONDS = 1_000

const UINT64 = 0xcf
const FLOAT64 = 0xcb
const STALE_MS = 10_000

/**
 * When the server sent an update, read from its bytes: the one number in it that is a time of the last seconds. Decoding
 * the state a thousand times over would take the very processor that is measured.
 */
function sentAt(data: Buffer, nowMs: number): number | undefined {
  for (let at = 1; at + 9 <= data.length; at++) {
    const code = data[at]
    if (code !== UINT64 && code !== FLOAT64) continue
    const value = code === UINT64 ? Number(data.readBigUInt64LE(at + 1)) : data.readDoubleLE(at + 1)
    if (value <= nowMs && value > nowMs - STALE_MS) return value
  }
  return undefined
}

interface Tally {
  readonly updates: ReturnType<typeof newHistogram>
  bets: number
  cashedOut: number
  refused: number
}

async function join(gameUrl: string, players: readonly TestPlayer[], tally: Tally): Promise<RoomConnection[]> {
  const connections: RoomConnection[] = []
  const queue = [...players]
  const onPatch = (data: Buffer) => {
    const nowMs = Date.now()
    const sent = sentAt(data, nowMs)
    if (sent !== undefined) tally.updates.recordValue(Math.max(1, (nowMs - sent) * MICROSECONDS))
  }
  const worker = async () => {
    for (let player = queue.shift(); player; player = queue.shift()) {
      connections.push(await RoomConnection.open(gameUrl, player.accessToken, { room: CRASH_ROOM, onPatch }))
    }
  }
  await Promise.all(Array.from({ length: JOINS_AT_ONCE }, worker))
  return connections
}

type Watcher = Room<unknown, CrashRoomState>

async function until(watcher: Watcher, phase: CrashRoomState['phase'], after: number): Promise<number> {
  while (watcher.state?.phase !== phase || watcher.state.roundId <= after) await sleep(WATCH_MS)
  return watcher.state.roundId
}

/** One player's round: a bet some time while bets are taken, and a cash-out by himself or by the server. */
async function playRound(connection: RoomConnection, watcher: Watcher, roundId: number, tally: Tally): Promise<void> {
  await sleep(randomInt(BETTING_MS))
  const byServer = randomInt(2) === 0
  const auto = byServer ? { autoCashOut: 101 + randomInt(200) } : {}
  const bet = { commandId: randomUUID(), roundId, bet: BET, ...auto }
  if ((await connection.request('crash.bet', bet)).ok !== true) return
  tally.bets++
  if (byServer) return
  while (watcher.state.phase !== 'flying' && watcher.state.roundId === roundId) await sleep(WATCH_MS)
  await sleep(randomInt(PATIENCE_MS))
  const reply = await connection.request('crash.cashOut', { commandId: randomUUID(), roundId })
  if (reply.ok === true) tally.cashedOut++
  else tally.refused++
}

/** Bets that were not settled by exactly one event each. */
async function notSettledOnce(databaseUrl: string, players: readonly TestPlayer[], bets: number): Promise<number> {
  const pool = createPool({ databaseUrl, max: 1, log: createLog('error'), name: 'casino-loadtest' })
  try {
    const { rows } = await pool.query<{ placed: number; settled: number; events: number }>(
      `select (select count(*) from stakes where user_id = any($1)) as placed,
         (select count(*) from stakes where user_id = any($1) and state = 'settled') as settled,
         (select count(*) from player_events where user_id = any($1) and type = 'crash.settled') as events`,
      [players.map(({ userId }) => userId)],
    )
    const { placed, settled, events } = rows[0] ?? { placed: 0, settled: 0, events: 0 }
    return Math.abs(placed - bets) + Math.abs(settled - bets) + Math.abs(events - bets)
  } finally {
    await pool.end()
  }
}

/** Fills one crash room and plays some rounds; times in ms. */
export async function crashCrowd(
  { gameUrl, databaseUrl }: { readonly gameUrl: string; readonly databaseUrl: string },
  players: readonly TestPlayer[],
  rounds: number,
) {
  const tally: Tally = { updates: newHistogram(), bets: 0, cashedOut: 0, refused: 0 }
  const [first] = players
  const client = new Client(gameUrl)
  client.auth.token = first?.accessToken ?? ''
  const watcher: Watcher = await client.joinOrCreate<CrashRoomState>(CRASH_ROOM)
  const connections = await join(gameUrl, players, tally)
  tally.updates.reset()
  let roundId = watcher.state.roundId
  for (let round = 0; round < rounds; round++) {
    roundId = await until(watcher, 'betting', roundId)
    const playing = connections.map((connection) => playRound(connection, watcher, roundId, tally))
    await until(watcher, 'crashed', 0)
    await Promise.all(playing)
  }
  await until(watcher, 'betting', roundId)
  const updates = tally.updates.totalCount
  const at = (percentile: number) => tally.updates.getValueAtPercentile(percentile) / MICROSECONDS
  const figures = {
    crashUpdatesReceived: updates,
    crashUpdateP50Ms: at(50),
    crashUpdateP99Ms: at(99),
    crashBets: tally.bets,
    crashCashOuts: tally.cashedOut,
    crashBetsNotSettledOnce: await notSettledOnce(databaseUrl, players, tally.bets),
  }
  for (const connection of connections) connection.leave()
  await watcher.leave()
  return figures
}
