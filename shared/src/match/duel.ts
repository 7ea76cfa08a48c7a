import { z } from 'zod'
import { sha256Hex } from '../fairness/stream.ts'
import { hex64Schema } from '../fields.ts'
import { type Refusal, refuse } from '../reasons.ts'
import { type RpsHand, rpsHandSchema, rpsResult } from '../rps/throw.ts'
import type { MatchTable } from './table.ts'

/** Random text that keeps a commitment from being guessed: 32 hex digits or more. */
export const saltSchema = z.string().regex(/^[0-9a-f]{32,128}$/)

/** What a player promises before he shows his hand: SHA-256 over `hand:salt`, as hex. */
export function commitmentOf(hand: RpsHand, salt: string): string {
  return sha256Hex(`${hand}:${salt}`)
}

export const matchChoiceSchema = z.strictObject({ stake: z.number().int().min(1).max(1_000_000) })
export type MatchChoice = z.infer<typeof matchChoiceSchema>

/** What a player did is part of what the match came to. */
export const matchActSchema = z.null()

const showingSchema = z.strictObject({
  userId: z.number().int(),
  commitment: hex64Schema.nullable(),
  hand: rpsHandSchema.nullable(),
  salt: saltSchema.nullable(),
})
export type Showing = z.infer<typeof showingSchema>

/** How a match ended: by its hands, or because one player did not show his in time. */
export const MATCH_ENDS = ['hands', 'forfeit', 'equal'] as const

/** A match's whole course. `winner` is a user id; null: both stakes went back. */
export const matchOutcomeSchema = z.strictObject({
  throws: z
    .array(z.tuple([showingSchema, showingSchema]))
    .min(1)
    .max(10),
  winner: z.number().int().nullable(),
  by: z.enum(MATCH_ENDS),
})
export type MatchOutcome = z.infer<typeof matchOutcomeSchema>
export type Throw = readonly [Showing, Showing]

/** The winner of a throw that is over: by hands, or whoever has shown his; null when neither is ahead. */
export function winnerOf([one, other]: Throw): number | null {
  if (one.hand === null || other.hand === null) {
    // Who only promised is ahead of him who did not even do that.
    const [a, b] = [one, other].map(({ hand, commitment }) => (hand ? 2 : commitment ? 1 : 0)) as [number, number]
    return a === b ? null : a > b ? one.userId : other.userId
  }
  const result = rpsResult(one.hand, other.hand)
  if (result === 'draw') return null
  return result === 'win' ? one.userId : other.userId
}

/** Whether a showing keeps the promise made before it. */
export function keepsPromise({ commitment, hand, salt }: Showing): boolean {
  return hand === null || (salt !== null && commitment === commitmentOf(hand, salt))
}

/** What the winner is paid, in coins. */
export function potOf({ feeBasisPoints }: MatchTable, stake: number): number {
  return Math.floor((2 * stake * (10_000 - feeBasisPoints)) / 10_000)
}

/** Payout of one of the two stakes; undefined for a course that cannot be. */
export function matchWin(
  table: MatchTable,
  { userId, choice: { stake } }: { readonly userId: number; readonly choice: MatchChoice },
  { throws, winner, by }: MatchOutcome,
): number | undefined {
  const last = throws.at(-1)
  const earlier = throws.slice(0, -1)
  const fair =
    last !== undefined &&
    throws.flat().every(keepsPromise) &&
    earlier.every((pair) => winnerOf(pair) === null && pair.every(({ hand }) => hand !== null)) &&
    winnerOf(last) === winner &&
    (by === 'equal') === (winner === null) &&
    (by !== 'hands' || last.every(({ hand }) => hand !== null))
  if (!fair) return undefined
  if (winner === null) return stake
  return winner === userId ? potOf(table, stake) : 0
}

/** Whether this stake is one of those offered. */
export function refuseMatch({ stakes }: MatchTable, { stake }: MatchChoice): Refusal<'CHOICE_NOT_OFFERED'> | undefined {
  return stakes.includes(stake) ? undefined : refuse('CHOICE_NOT_OFFERED', `stakes are ${stakes.join(', ')}`)
}
