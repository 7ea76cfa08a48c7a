import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { build, type Histogram } from 'hdr-histogram-js'
import type { TestPlayer } from './players.ts'
import { type ConnectionOptions, RoomConnection } from './room-connection.ts'

/** A spin that was answered, as the proof afterwards needs it. */
export interface Acknowledged {
  readonly userId: number
  readonly commandId: string
  readonly eventId: string
  readonly win: number
}

export interface LoadOptions {
  readonly seconds: number
  /** Absent: each player spins again as soon as he is answered. Present: this many spins a second each, come what may. */
  readonly spinsPerSecond?: number
  readonly bet: number
  /** Another command than a spin, with its choice. */
  readonly command?: { readonly type: string; readonly choice: object }
  /** Keeps every acknowledgement; for proofs rather than for speed. */
  readonly keep?: (spin: Acknowledged) => void
  readonly progress?: (line: string) => void
}

export interface LoadResult {
  readonly seconds: number
  readonly spins: number
  readonly refused: Record<string, number>
  readonly failed: number
  /** Microseconds; in the open loop from when a spin was due, so that waiting counts. */
  readonly latency: Histogram
}

const JOINS_AT_ONCE = 32
const HIGHEST_MICROSECONDS = 60_000_000

export const newHistogram = (): Histogram =>
  build({ highestTrackableValue: HIGHEST_MICROSECONDS, numberOfSignificantValueDigits: 3 })

/** Joins all players, some at a time. */
export async function joinAll(
  gameUrl: string,
  players: readonly TestPlayer[],
  optionsOf?: (player: TestPlayer) => ConnectionOptions,
): Promise<RoomConnection[]> {
  const connections: RoomConnection[] = []
  const left = players.values()
  const worker = async () => {
    for (const player of left) {
      connections.push(await RoomConnection.open(gameUrl, player.accessToken, optionsOf?.(player)))
    }
  }
  await Promise.all(Array.from({ length: JOINS_AT_ONCE }, worker))
  return connections
}

interface Tally {
  spins: number
  failed: number
  readonly refused: Record<string, number>
  readonly latency: Histogram
}

async function spinOnce(connection: RoomConnection, options: LoadOptions, tally: Tally, dueMs: number): Promise<void> {
  const commandId = randomUUID()
  try {
    const { type, choice } = options.command ?? { type: 'slot.spin', choice: { bet: options.bet } }
    const reply = await connection.request(type, { commandId, ...choice })
    tally.latency.recordValue(Math.max(1, Math.round((performance.now() - dueMs) * 1_000)))
    if (reply.ok !== true) {
      const reason = String(reply.reason)
      tally.refused[reason] = (tally.refused[reason] ?? 0) + 1
      return
    }
    tally.spins++
    const eventId = String(reply.eventId)
    options.keep?.({ userId: Number(eventId.split('-')[0]), commandId, eventId, win: Number(reply.win) })
  } catch {
    tally.failed++
  }
}

async function closedLoop(connection: RoomConnection, options: LoadOptions, tally: Tally, endMs: number) {
  while (performance.now() < endMs && connection.open) {
    await spinOnce(connection, options, tally, performance.now())
  }
}

/** Spins at fixed times from a phase of its own, and never waits for the answer before. */
async function openLoop(connection: RoomConnection, options: LoadOptions, tally: Tally, endMs: number) {
  const everyMs = 1_000 / (options.spinsPerSecond ?? 1)
  const flying: Promise<void>[] = []
  let dueMs = performance.now() + randomInt(1_000_000) * (everyMs / 1_000_000)
  while (dueMs < endMs && connection.open) {
    await sleep(Math.max(0, dueMs - performance.now()))
    flying.push(spinOnce(connection, options, tally, dueMs))
    dueMs += everyMs
  }
  await Promise.all(flying)
}

/** Plays for some seconds on connections that are open. */
export async function play(connections: readonly RoomConnection[], options: LoadOptions): Promise<LoadResult> {
  const tally: Tally = { spins: 0, failed: 0, refused: {}, latency: newHistogram() }
  const startMs = performance.now()
  const endMs = startMs + options.seconds * 1_000
  const loop = options.spinsPerSecond === undefined ? closedLoop : openLoop
  const report = setInterval(() => {
    const elapsed = (performance.now() - startMs) / 1_000
    options.progress?.(`${elapsed.toFixed(0)} s: ${tally.spins} spins, ${Math.round(tally.spins / elapsed)}/s`)
  }, 1_000)
  await Promise.all(connections.map((connection) => loop(connection, options, tally, endMs)))
  clearInterval(report)
  return { ...tally, seconds: (performance.now() - startMs) / 1_000 }
}

/** The figures of a run, in milliseconds, for people and machines. */
export function summarise({ seconds, spins, refused, failed, latency }: LoadResult) {
  const ms = (percentile: number) => latency.getValueAtPercentile(percentile) / 1_000
  return {
    seconds: Number(seconds.toFixed(2)),
    spins,
    spinsPerSecond: Math.round(spins / seconds),
    refused,
    failed,
    latencyMs: { p50: ms(50), p90: ms(90), p99: ms(99), p999: ms(99.9), max: latency.maxValue / 1_000 },
  }
}
