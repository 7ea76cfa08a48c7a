import { z } from 'zod'
import { checkLimits, LIMIT_FIELDS } from '../games/limits.ts'

/** The odds and the pace of crash. Whole numbers only; a published table never changes. */
export const crashTableSchema = z
  .strictObject({
    /** What the house keeps of every stake in the long run, in hundredths of a per cent, wherever one cashes out. */
    edgeBasisPoints: z.number().int().min(0).max(5_000),
    /** The multiplier grows by this rate, compounded continuously: 100 is ten per cent a second. */
    growthPerMille: z.number().int().min(20).max(1_000),
    /** A round that comes this far ends there, in stakes. */
    maxMultiplier: z.number().int().min(2).max(10_000),
    /** How long bets are taken before a round, in ms. */
    bettingMs: z.number().int().min(500).max(60_000),
    /** How long the end of a round is looked at before the next begins, in ms. */
    pauseMs: z.number().int().min(100).max(60_000),
    ...LIMIT_FIELDS,
  })
  .superRefine(checkLimits)

export type CrashTable = z.infer<typeof crashTableSchema>

/** The crash the club opens with. From 100 coins on, dropped fractions cost less than one per cent of the stake. */
export const STANDARD_CRASH_TABLE: CrashTable = {
  edgeBasisPoints: 300,
  growthPerMille: 100,
  maxMultiplier: 1_000,
  bettingMs: 8_000,
  pauseMs: 3_000,
  minBet: 100,
  maxBet: { STANDARD: 5_000, PREMIUM: 20_000, VIP: 100_000 },
  declaredRtp: { minBasisPoints: 9_500, maxBasisPoints: 9_700 },
}
