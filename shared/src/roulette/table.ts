import { z } from 'zod'
import { checkLimits, LIMIT_FIELDS } from '../games/limits.ts'
import { ROULETTE_KINDS, type RouletteKind } from './layout.ts'

/** What roulette pays. Whole numbers only; a published table never changes. */
export const rouletteTableSchema = z
  .strictObject({
    /** By kind of bet, "x to 1": a winning chip comes back with x times as much. */
    pays: z.strictObject(
      Object.fromEntries(ROULETTE_KINDS.map((kind) => [kind, z.number().int().min(0).max(35)])) as Record<
        RouletteKind,
        z.ZodNumber
      >,
    ),
    /** minBet holds for each bet, maxBet for all bets of a spin together. */
    ...LIMIT_FIELDS,
  })
  .superRefine(checkLimits)

export type RouletteTable = z.infer<typeof rouletteTableSchema>

/** European roulette as it is paid everywhere: 36/37 on every bet. Without la partage. */
export const STANDARD_ROULETTE_TABLE: RouletteTable = {
  pays: {
    straight: 35,
    split: 17,
    street: 11,
    trio: 11,
    corner: 8,
    firstFour: 8,
    sixLine: 5,
    column: 2,
    dozen: 2,
    red: 1,
    black: 1,
    odd: 1,
    even: 1,
    low: 1,
    high: 1,
  },
  minBet: 10,
  maxBet: { STANDARD: 5_000, PREMIUM: 20_000, VIP: 100_000 },
  declaredRtp: { minBasisPoints: 9_700, maxBasisPoints: 9_750 },
}
