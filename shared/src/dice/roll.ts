import { z } from 'zod'
import type { RandomStream } from '../fairness/stream.ts'
import { betSchema } from '../fields.ts'
import { refuseStake, type StakeRefusal, wholeCoins } from '../games/limits.ts'
import type { Rank } from '../ranks.ts'
import { type Rational, ratio } from '../rational.ts'
import { type Refusal, refuse } from '../reasons.ts'
import type { DiceTable } from './table.ts'

/** Numbers a roll can show: 1 to 100. */
export const DICE_FACES = 100
export const DICE_DIRECTIONS = ['under', 'over'] as const

/** The roll must come out strictly under, or strictly over, the target. */
export const diceChoiceSchema = z.strictObject({
  bet: betSchema,
  direction: z.enum(DICE_DIRECTIONS),
  target: z.number().int().min(1).max(DICE_FACES),
})
export type DiceChoice = z.infer<typeof diceChoiceSchema>
export type DicePlace = Pick<DiceChoice, 'direction' | 'target'>

/** How many of the hundred faces win. */
export function winningFaces({ direction, target }: DicePlace): number {
  return direction === 'under' ? target - 1 : DICE_FACES - target
}

/** Whether the table offers this target. */
export function isDiceOffered({ minChancePercent, maxChancePercent }: DiceTable, place: DicePlace): boolean {
  const faces = winningFaces(place)
  return faces >= minChancePercent && faces <= maxChancePercent
}

/** Gross payout of a won roll in stakes; `faces` is at least 1. */
export function dicePays({ edgeBasisPoints }: DiceTable, faces: number): Rational {
  return ratio(10_000 - edgeBasisPoints, DICE_FACES * faces)
}

/** The payout of a won roll in whole coins, fractions dropped; 0 for a target that no roll can meet. */
export function diceWin(table: DiceTable, choice: DiceChoice): number {
  const faces = winningFaces(choice)
  return faces === 0 ? 0 : wholeCoins(choice.bet, dicePays(table, faces))
}

export type DiceRefusal = 'CHOICE_NOT_OFFERED' | StakeRefusal

/** Checks run in order of precedence. */
export function refuseDice(table: DiceTable, choice: DiceChoice, rank: Rank): Refusal<DiceRefusal> | undefined {
  const { minChancePercent: min, maxChancePercent: max } = table
  if (!isDiceOffered(table, choice)) {
    return refuse('CHOICE_NOT_OFFERED', `a target must win with a chance of ${min} to ${max} %`)
  }
  return refuseStake(table, rank, choice.bet)
}

/** What a roll came to. */
export interface DiceOutcome {
  readonly roll: number
  readonly won: boolean
  /** Gross: the stake is not taken off. */
  readonly win: number
}

/** Rolls once: one draw, whatever the choice. */
export function rollDice(table: DiceTable, choice: DiceChoice, stream: RandomStream): DiceOutcome {
  const roll = 1 + stream.below(DICE_FACES)
  const won = choice.direction === 'under' ? roll < choice.target : roll > choice.target
  return { roll, won, win: won ? diceWin(table, choice) : 0 }
}
