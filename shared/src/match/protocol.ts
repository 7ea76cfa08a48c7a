import { z } from 'zod'
import { hex64Schema } from '../fields.ts'
import { rpsHandSchema } from '../rps/throw.ts'
import { saltSchema } from './duel.ts'

/** The room two players meet in; joined with `{stake}`. */
export const MATCH_ROOM = 'match'

/** Payloads of `room.request(type, payload)` in a match. They move no money: repeating one changes nothing. */
export const MATCH_PAYLOADS = {
  'match.commit': z.strictObject({ throwNo: z.number().int().min(1).max(10), commitment: hex64Schema }),
  'match.reveal': z.strictObject({ throwNo: z.number().int().min(1).max(10), hand: rpsHandSchema, salt: saltSchema }),
} as const

export const MATCH_PHASES = ['waiting', 'staking', 'committing', 'revealing', 'settling', 'over'] as const
export type MatchPhase = (typeof MATCH_PHASES)[number]

/** One side of a match as both see it; the hand is empty until both are shown. */
export interface MatchSeat {
  userId: number
  nickname: string
  connected: boolean
  committed: boolean
  revealed: boolean
  hand: string
  win: number
}

/** Synced state of a match. */
export interface MatchRoomState {
  phase: MatchPhase
  roundId: number
  stake: number
  /** Throws count from 1. */
  throwNo: number
  maxThrows: number
  deadlineMs: number
  /** User id of the winner; 0: nobody. */
  winner: number
  /** How it ended: `hands`, `forfeit`, `equal`, `void`, or a reason code; empty before. */
  by: string
  seats: MatchSeat[]
}
