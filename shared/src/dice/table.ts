import { z } from 'zod'
import { checkLimits, LIMIT_FIELDS } from '../games/limits.ts'

const chance = z.number().int().min(1).max(99)

/** The odds of the dice. Whole numbers only; a published table never changes. */
export const diceTableSchema = z
  .strictObject({
    /** What the house keeps of every stake in the long run, in hundredths of a per cent, whatever the target. */
    edgeBasisPoints: z.number().int().min(0).max(10_000),
    /** Targets are offered that win with this chance at least and at most: so many of the hundred faces. */
    minChancePercent: chance,
    maxChancePercent: chance,
    ...LIMIT_FIELDS,
  })
  .superRefine((table, ctx) => {
    if (table.minChancePercent > table.maxChancePercent) {
      ctx.addIssue({ code: 'custom', message: 'minChancePercent above maxChancePercent' })
    }
    // Nobody may win a roll and have less than before.
    if (10_000 - table.edgeBasisPoints < 100 * table.maxChancePercent) {
      ctx.addIssue({ code: 'custom', message: 'a win at maxChancePercent would not give the stake back' })
    }
    checkLimits(table, ctx)
  })

export type DiceTable = z.infer<typeof diceTableSchema>

/** The dice the club opens with. From 50 coins on, dropped fractions cost less than two per cent of the stake. */
export const STANDARD_DICE_TABLE: DiceTable = {
  edgeBasisPoints: 200,
  minChancePercent: 2,
  maxChancePercent: 95,
  minBet: 50,
  maxBet: { STANDARD: 5_000, PREMIUM: 20_000, VIP: 100_000 },
  declaredRtp: { minBasisPoints: 9_600, maxBasisPoints: 9_800 },
}
