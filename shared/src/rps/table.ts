import { z } from 'zod'
import { checkLimits, LIMIT_FIELDS } from '../games/limits.ts'

/** The odds of rock, paper, scissors. Whole numbers only; a published table never changes. */
export const rpsTableSchema = z
  .strictObject({
    /** What a win pays in hundredths of the bet, the bet included; a draw gives the bet back. */
    winPercent: z.number().int().min(100).max(1_000),
    ...LIMIT_FIELDS,
  })
  .superRefine(checkLimits)

export type RpsTable = z.infer<typeof rpsTableSchema>

/** Rock, paper, scissors as the club opens with it: (1.94 + 1) / 3, 98 %. */
export const STANDARD_RPS_TABLE: RpsTable = {
  winPercent: 194,
  minBet: 10,
  maxBet: { STANDARD: 5_000, PREMIUM: 20_000, VIP: 100_000 },
  declaredRtp: { minBasisPoints: 9_600, maxBasisPoints: 9_800 },
}
