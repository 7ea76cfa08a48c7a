import { z } from 'zod'
import type { RandomStream } from '../fairness/stream.ts'
import { betSchema } from '../fields.ts'
import { refuseStake, type StakeRefusal, wholeCoins } from '../games/limits.ts'
import type { Rank } from '../ranks.ts'
import { ratio } from '../rational.ts'
import { type Refusal, refuse } from '../reasons.ts'
import type { CrashTable } from './table.ts'

/** Multipliers are whole hundredths: 100 is the stake itself, 250 is two and a half stakes. */
export const STAKE_HUNDREDTHS = 100
/** The least one can cash out at. */
export const LEAST_CASH_OUT = 101
/** A round's point is drawn from as many equally likely numbers. */
export const CRASH_DRAWS = 2 ** 32

const hundredths = z.number().int().min(LEAST_CASH_OUT).max(1_000_000)

/** `autoCashOut`, in hundredths: the server cashes out there by itself. */
export const crashChoiceSchema = z.strictObject({ bet: betSchema, autoCashOut: hundredths.optional() })
export type CrashChoice = z.infer<typeof crashChoiceSchema>

/** Where the player cashed out, in hundredths; null when he had not by the crash. */
export const crashActSchema = z.strictObject({ cashedOutAt: hundredths }).nullable()
export type CrashAct = z.infer<typeof crashActSchema>

/** Where the round crashed, in hundredths; one can cash out up to and at it. 100: at once. */
export const crashOutcomeSchema = z.strictObject({ point: z.number().int().min(STAKE_HUNDREDTHS).max(1_000_000) })
export type CrashOutcome = z.infer<typeof crashOutcomeSchema>

/**
 * How many of the 2^32 draws reach a multiplier. Draw r (from 0) gives the point (1 - edge) × 2^32 / (r + 1), cut to
 * hundredths, so that a cash-out at m is reached with a chance of (1 - edge) / m whatever m is.
 */
export function drawsReaching({ edgeBasisPoints, maxMultiplier }: CrashTable, multiplier: number): number {
  if (multiplier <= STAKE_HUNDREDTHS) return CRASH_DRAWS
  if (multiplier > maxMultiplier * STAKE_HUNDREDTHS) return 0
  return Math.floor(((10_000 - edgeBasisPoints) * CRASH_DRAWS) / (STAKE_HUNDREDTHS * multiplier))
}

/** Draws where a round crashes: one draw. */
export function drawCrash(table: CrashTable, stream: RandomStream): CrashOutcome {
  const { edgeBasisPoints, maxMultiplier } = table
  const draw = stream.below(CRASH_DRAWS) + 1
  const point = Math.floor(((10_000 - edgeBasisPoints) * CRASH_DRAWS) / (STAKE_HUNDREDTHS * draw))
  return { point: Math.min(Math.max(point, STAKE_HUNDREDTHS), maxMultiplier * STAKE_HUNDREDTHS) }
}

/** The multiplier in hundredths after so many ms of flight, cut downwards. */
export function multiplierAt({ growthPerMille }: CrashTable, elapsedMs: number): number {
  return Math.floor(STAKE_HUNDREDTHS * Math.exp((growthPerMille * Math.max(elapsedMs, 0)) / 1_000_000))
}

/** Ms of flight until a multiplier in hundredths is reached. */
export function elapsedAt({ growthPerMille }: CrashTable, multiplier: number): number {
  return (Math.log(multiplier / STAKE_HUNDREDTHS) * 1_000_000) / growthPerMille
}

/** The payout of a stake cashed out at a multiplier in hundredths, in whole coins, fractions dropped. */
export function crashWin(bet: number, multiplier: number): number {
  return wholeCoins(bet, ratio(multiplier, STAKE_HUNDREDTHS))
}

export type CrashRefusal = 'CHOICE_NOT_OFFERED' | StakeRefusal

/** Checks run in order of precedence. */
export function refuseCrash(table: CrashTable, choice: CrashChoice, rank: Rank): Refusal<CrashRefusal> | undefined {
  const { maxMultiplier } = table
  if ((choice.autoCashOut ?? 0) > maxMultiplier * STAKE_HUNDREDTHS) {
    return refuse('CHOICE_NOT_OFFERED', `no round goes beyond ${maxMultiplier} stakes`)
  }
  return refuseStake(table, rank, choice.bet)
}

export type CashOutRefusal = 'NOT_FLYING' | 'TOO_LATE'

/** Decides a cash-out by the server's clock alone: where the flight was at that moment, or why there is nothing to cash. */
export function decideCashOut(
  table: CrashTable,
  { point }: CrashOutcome,
  elapsedMs: number,
): { readonly ok: true; readonly cashedOutAt: number } | Refusal<CashOutRefusal> {
  const cashedOutAt = Math.min(multiplierAt(table, elapsedMs), point)
  const late = elapsedMs - elapsedAt(table, point)
  if (late >= 0) return refuse('TOO_LATE', `it came ${Math.ceil(late)} ms after the crash`)
  if (cashedOutAt < LEAST_CASH_OUT) return refuse('NOT_FLYING', 'one can cash out from 1.01 stakes on')
  return { ok: true, cashedOutAt }
}
