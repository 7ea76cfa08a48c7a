import { z } from 'zod'
import type { RandomStream } from '../fairness/stream.ts'
import { type Refusal, refuse } from '../reasons.ts'
import type { LotteryTable } from './table.ts'

const numbersSchema = z
  .array(z.number().int().min(1).max(90))
  .min(1)
  .max(10)
  .refine((numbers) => new Set(numbers).size === numbers.length, 'a number stands twice')
  .transform((numbers) => [...numbers].sort((a, b) => a - b))

/** A ticket: as many different numbers as are drawn, in any order. */
export const lotteryChoiceSchema = z.strictObject({ numbers: numbersSchema })
export type LotteryChoice = z.infer<typeof lotteryChoiceSchema>

/** Nothing is done between the ticket and the drawing. */
export const lotteryActSchema = z.null()

/** The numbers drawn, in rising order. */
export const lotteryOutcomeSchema = z.strictObject({ numbers: numbersSchema })
export type LotteryOutcome = z.infer<typeof lotteryOutcomeSchema>

/** Draws without putting back: each set of numbers is equally likely. */
export function drawLottery({ pool, picks }: LotteryTable, stream: RandomStream): LotteryOutcome {
  const left = Array.from({ length: pool }, (_, index) => index + 1)
  const numbers = Array.from({ length: picks }, () => left.splice(stream.below(left.length), 1)).flat()
  return { numbers: numbers.sort((a, b) => a - b) }
}

/** How many of a ticket's numbers were drawn. */
export function matchesOf({ numbers }: LotteryChoice, drawn: LotteryOutcome): number {
  return numbers.filter((number) => drawn.numbers.includes(number)).length
}

/** The prize of a ticket, in coins. */
export function lotteryWin({ price, prizes }: LotteryTable, ticket: LotteryChoice, drawn: LotteryOutcome): number {
  return price * (prizes[matchesOf(ticket, drawn)] ?? 0)
}

/** Whether a ticket is one of this lottery. */
export function refuseTicket(
  { pool, picks }: LotteryTable,
  { numbers }: LotteryChoice,
): Refusal<'CHOICE_NOT_OFFERED'> | undefined {
  const fits = numbers.length === picks && numbers.every((number) => number <= pool)
  return fits ? undefined : refuse('CHOICE_NOT_OFFERED', `a ticket has ${picks} numbers from 1 to ${pool}`)
}
