import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { crashChoiceSchema } from './flight.ts'

/** The room everybody flies in. */
export const CRASH_ROOM = 'crash'

const roundId = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** Payloads of `room.request(type, payload)` in the crash room. */
export const CRASH_PAYLOADS = {
  'crash.bet': crashChoiceSchema.extend({ commandId: commandIdSchema, roundId }),
  'crash.cashOut': z.strictObject({ commandId: commandIdSchema, roundId }),
} as const

export const CRASH_PHASES = ['betting', 'closing', 'flying', 'crashed', 'paused'] as const
export type CrashPhase = (typeof CRASH_PHASES)[number]

/** A bet as everybody at the table sees it. */
export interface CrashSeat {
  nickname: string
  bet: number
  /** In hundredths; 0: not cashed out. */
  cashedOutAt: number
  win: number
}

/** Synced state of the crash room. Multipliers are in hundredths, times in ms since the epoch, UTC. */
export interface CrashRoomState {
  phase: CrashPhase
  roundId: number
  /** SHA-256 of the seed the point is drawn from, shown before the first bet. */
  seedHash: string
  tableVersion: number
  bettingEndsAtMs: number
  /** Where the flight is: 20 times a second while it flies. */
  multiplier: number
  /** The server's clock when `multiplier` was true. */
  shownAtMs: number
  /** Where it crashed; 0 before. */
  point: number
  /** The seed, once it has crashed. */
  seed: string
  /** By user id. */
  seats: Map<string, CrashSeat>
  /** Points of the last rounds, newest first. */
  last: number[]
}
