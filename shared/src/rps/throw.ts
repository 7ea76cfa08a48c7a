import { z } from 'zod'
import type { RandomStream } from '../fairness/stream.ts'
import { betSchema } from '../fields.ts'
import { wholeCoins } from '../games/limits.ts'
import { must } from '../must.ts'
import { type Rational, ratio } from '../rational.ts'
import type { RpsTable } from './table.ts'

/** Each beats the one before it, and the first beats the last. The house draws an index of this list. */
export const RPS_HANDS = ['rock', 'paper', 'scissors'] as const
export const rpsHandSchema = z.enum(RPS_HANDS)
export type RpsHand = z.infer<typeof rpsHandSchema>

export const RPS_RESULTS = ['win', 'draw', 'lose'] as const
export type RpsResult = (typeof RPS_RESULTS)[number]

export const rpsChoiceSchema = z.strictObject({ bet: betSchema, hand: rpsHandSchema })
export type RpsChoice = z.infer<typeof rpsChoiceSchema>

/** Whether `hand` wins against `house`. */
export function rpsResult(hand: RpsHand, house: RpsHand): RpsResult {
  if (hand === house) return 'draw'
  return (RPS_HANDS.indexOf(hand) - RPS_HANDS.indexOf(house) + RPS_HANDS.length) % RPS_HANDS.length === 1
    ? 'win'
    : 'lose'
}

/** Gross payout in bets. */
export function rpsPays({ winPercent }: RpsTable, result: RpsResult): Rational {
  return ratio({ win: winPercent, draw: 100, lose: 0 }[result], 100)
}

/** Gross payout in whole coins, fractions dropped. */
export function rpsWin(table: RpsTable, bet: number, result: RpsResult): number {
  return wholeCoins(bet, rpsPays(table, result))
}

/** What a throw came to. `win` is gross: the stake is not taken off. */
export interface RpsOutcome {
  readonly house: RpsHand
  readonly result: RpsResult
  readonly win: number
}

/** Throws against the house, which draws once and knows nothing of the player's hand. */
export function throwHand(table: RpsTable, { bet, hand }: RpsChoice, stream: RandomStream): RpsOutcome {
  const house = must(RPS_HANDS[stream.below(RPS_HANDS.length)])
  const result = rpsResult(hand, house)
  return { house, result, win: rpsWin(table, bet, result) }
}
