import {
  CRASH_ROOM,
  type CrashRoomState,
  commitmentOf,
  crashGame,
  fairStream,
  MATCH_ROOM,
  type MatchRoomState,
  type RpsHand,
} from '@casino-club/shared'
import { Client, type Room } from '@colyseus/sdk'
import { afterAll, expect } from 'vitest'
import { nodeHmac } from '../../server/src/fairness/index.ts'
import { type RandomSource, systemRandom } from '../../server/src/platform/ids.ts'
import { newCommandId } from './club.ts'
import { eventually } from './eventually.ts'

export type CrashRoom = Room<unknown, CrashRoomState>
export type MatchRoom = Room<unknown, MatchRoomState>
export type Reply = { ok: boolean; reason?: string } & Record<string, unknown>

const rooms: Room[] = []
afterAll(() => {
  for (const room of rooms) room.reconnection.enabled = false
})

async function join<State>(gameUrl: string, token: string, name: string, options: object) {
  const client = new Client(gameUrl)
  client.auth.token = token
  const room = await client.joinOrCreate<State>(name, options)
  room.reconnection.minUptime = 0
  for (const type of ['kicked', 'refused']) room.onMessage(type, () => undefined)
  rooms.push(room as never)
  return room
}

export const joinCrash = (gameUrl: string, token: string) =>
  join<CrashRoomState>(gameUrl, token, CRASH_ROOM, {}) as Promise<CrashRoom>

export const joinMatch = (gameUrl: string, token: string, stake: unknown) =>
  join<MatchRoomState>(gameUrl, token, MATCH_ROOM, { stake }) as Promise<MatchRoom>

export const betOn = (room: CrashRoom, bet: unknown, more: object = {}, commandId: unknown = newCommandId()) =>
  room.request('crash.bet', { commandId, roundId: room.state.roundId, bet, ...more }) as Promise<Reply>

export const cashOutOf = (room: CrashRoom, roundId: number, commandId: unknown = newCommandId()) =>
  room.request('crash.cashOut', { commandId, roundId }) as Promise<Reply>

/** Waits for a phase; of another round than `after`, where one is given. */
export async function crashPhase(room: CrashRoom, phase: CrashRoomState['phase'], after = 0): Promise<number> {
  await eventually(() => {
    expect(room.state.phase).toBe(phase)
    expect(room.state.roundId).toBeGreaterThan(after)
  }, 20_000)
  return room.state.roundId
}

/** How many rounds beyond the one in play a seed is looked at for. */
const AHEAD = 4

/** Chance that brings crash rounds beyond a multiplier; `roundId` tells the one in play. */
export function flyingRandom(multiplier: number, roundId: () => number): RandomSource {
  const flies = (seed: Buffer) =>
    Array.from({ length: AHEAD }, (_, index) => roundId() + 1 + index).every((nonce) => {
      const stream = fairStream({ serverSeed: seed.toString('hex'), clientSeed: 'crash', nonce }, nodeHmac)
      return (crashGame.draw?.(crashGame.standardTable, stream).point ?? 0) >= multiplier
    })
  const bytes = (count: number): Buffer => {
    for (;;) {
      const drawn = systemRandom.bytes(count)
      if (count !== 32 || flies(drawn)) return drawn
    }
  }
  return { uuid: systemRandom.uuid, bytes }
}

/** One throw of a match, from promise to hand. */
export function aHand(room: MatchRoom, hand: RpsHand, salt = 'ab'.repeat(16)) {
  return {
    commit: (throwNo = room.state.throwNo) =>
      room.request('match.commit', { throwNo, commitment: commitmentOf(hand, salt) }) as Promise<Reply>,
    reveal: (throwNo = room.state.throwNo) => room.request('match.reveal', { throwNo, hand, salt }) as Promise<Reply>,
  }
}
