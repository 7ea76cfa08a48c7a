import { z } from 'zod'
import type { RandomStream } from '../fairness/stream.ts'
import { betSchema } from '../fields.ts'
import { refuseStake, type StakeRefusal } from '../games/limits.ts'
import type { Rank } from '../ranks.ts'
import type { Refusal } from '../reasons.ts'
import {
  EVEN_BETS,
  GROUP_BETS,
  INSIDE_BETS,
  isRoulettePlace,
  numbersOf,
  type RouletteColour,
  rouletteColour,
  WHEEL_SIZE,
} from './layout.ts'
import type { RouletteTable } from './table.ts'

/** Number of the wheel. */
export const pocketSchema = z
  .number()
  .int()
  .min(0)
  .max(WHEEL_SIZE - 1)

const insideBetSchema = z
  .strictObject({
    kind: z.enum(INSIDE_BETS),
    /** Ascending. */
    numbers: z.array(pocketSchema).min(1).max(6).readonly(),
    amount: betSchema,
  })
  .refine(({ kind, numbers }) => isRoulettePlace(kind, numbers), 'no such place on the layout')

export const rouletteBetSchema = z.discriminatedUnion('kind', [
  insideBetSchema,
  z.strictObject({ kind: z.enum(GROUP_BETS), which: z.literal([1, 2, 3]), amount: betSchema }),
  z.strictObject({ kind: z.enum(EVEN_BETS), amount: betSchema }),
])
export type RouletteBet = z.infer<typeof rouletteBetSchema>

/** The chips of one spin; two may lie on one place. */
export const rouletteChoiceSchema = z.strictObject({ bets: z.array(rouletteBetSchema).min(1).max(20) })
export type RouletteChoice = z.infer<typeof rouletteChoiceSchema>

export const rouletteStake = ({ bets }: RouletteChoice): number => bets.reduce((sum, { amount }) => sum + amount, 0)

/** The least bet is one of each chip, the highest one of all of them together. */
export function refuseRoulette(
  table: RouletteTable,
  choice: RouletteChoice,
  rank: Rank,
): Refusal<StakeRefusal> | undefined {
  return refuseStake(table, rank, Math.min(...choice.bets.map(({ amount }) => amount)), rouletteStake(choice))
}

/** Gross payout of every bet, in their order, when this number comes. Pays are whole, so no coin is lost. */
export function rouletteWins(table: RouletteTable, { bets }: RouletteChoice, number: number): number[] {
  return bets.map((bet) => (numbersOf(bet).includes(number) ? bet.amount * (table.pays[bet.kind] + 1) : 0))
}

const total = (wins: readonly number[]): number => wins.reduce((sum, win) => sum + win, 0)

/** The largest payout of all bets together that one number brings. */
export function highestRouletteWin(table: RouletteTable, choice: RouletteChoice): number {
  const numbers = Array.from({ length: WHEEL_SIZE }, (_, number) => number)
  return Math.max(...numbers.map((number) => total(rouletteWins(table, choice, number))))
}

/** What a spin came to. */
export interface RouletteOutcome {
  readonly number: number
  readonly colour: RouletteColour
  /** Gross payout of every bet, in the order of the choice. */
  readonly wins: readonly number[]
  /** Their sum. */
  readonly win: number
}

/** Spins the wheel: one draw, however many bets. */
export function spinRoulette(table: RouletteTable, choice: RouletteChoice, stream: RandomStream): RouletteOutcome {
  const number = stream.below(WHEEL_SIZE)
  const wins = rouletteWins(table, choice, number)
  return { number, colour: rouletteColour(number), wins, win: total(wins) }
}

/** How often each number came, by number. For the page: past spins say nothing about the next one. */
export function hotAndCold(numbers: readonly number[]): number[] {
  const counts = Array.from({ length: WHEEL_SIZE }, () => 0)
  for (const number of numbers) {
    const count = counts[number]
    if (count === undefined) throw new RangeError(`${number} is not on the wheel`)
    counts[number] = count + 1
  }
  return counts
}
