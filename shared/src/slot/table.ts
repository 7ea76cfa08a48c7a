import { z } from 'zod'
import { canonicalJson } from '../canonical.ts'
import { sha256Hex } from '../fairness/stream.ts'
import { RANKS } from '../ranks.ts'

const multiplier = z.number().int().min(0).max(100_000)
/** Runs of wins that change the bonus, times its variations: more would make the exact odds take seconds. */
const MAX_BONUS_STATES = 200
/** The digits of the exact odds grow with every run. */
const MAX_BONUS_RUNS = 26

const percent = z.number().int().min(0).max(100)

/** One symbol: its name on the wire, how often it stops on each of the three reels, and what it pays. */
export const slotSymbolSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
  weights: z.tuple([z.number().int().min(0), z.number().int().min(0), z.number().int().min(0)]),
  /** Three alike pay this many times the bet. */
  triple: multiplier,
  /** Exactly two alike, on any reels, pay this many times the bet. */
  pair: multiplier,
})

/** The odds of the slot. Whole numbers only; a published table never changes. */
export const slotTableSchema = z
  .strictObject({
    symbols: z.array(slotSymbolSchema).min(2).max(20),
    /** A win after k wins in a row pays k × step per cent more, varied, never beyond the maximum. */
    streakBonus: z.strictObject({ stepPercent: percent, maxPercent: percent, variationPercent: percent }),
    minBet: z.number().int().min(1).max(1_000_000),
    maxBet: z.strictObject(
      Object.fromEntries(RANKS.map((rank) => [rank, z.number().int().min(1).max(1_000_000_000)])) as Record<
        (typeof RANKS)[number],
        z.ZodNumber
      >,
    ),
    /** The return to player this table promises, in hundredths of a per cent (9500 is 95 %). */
    declaredRtp: z.strictObject({
      minBasisPoints: z.number().int().min(0).max(20_000),
      maxBasisPoints: z.number().int().min(0).max(20_000),
    }),
  })
  .superRefine((table, ctx) => {
    const ids = new Set(table.symbols.map((symbol) => symbol.id))
    if (ids.size !== table.symbols.length) ctx.addIssue({ code: 'custom', message: 'two symbols have one id' })
    for (const reel of [0, 1, 2] as const) {
      const sum = table.symbols.reduce((total, symbol) => total + symbol.weights[reel], 0)
      if (sum < 1 || sum > 1_000_000) {
        ctx.addIssue({ code: 'custom', message: `the weights of reel ${reel + 1} must add up to 1 to 1,000,000` })
      }
    }
    for (const rank of RANKS) {
      if (table.maxBet[rank] < table.minBet) ctx.addIssue({ code: 'custom', message: `maxBet of ${rank} below minBet` })
    }
    const { stepPercent, maxPercent, variationPercent } = table.streakBonus
    const runs = Math.ceil((maxPercent + variationPercent) / Math.max(1, stepPercent))
    if (runs > MAX_BONUS_RUNS || runs * (2 * variationPercent + 1) > MAX_BONUS_STATES) {
      ctx.addIssue({ code: 'custom', message: 'the streak bonus has too many steps and variations' })
    }
    if (table.declaredRtp.minBasisPoints > table.declaredRtp.maxBasisPoints) {
      ctx.addIssue({ code: 'custom', message: 'declaredRtp is upside down' })
    }
  })

export type SlotTable = z.infer<typeof slotTableSchema>
export type SlotSymbol = z.infer<typeof slotSymbolSchema>

/** Names a table's content for ever: SHA-256 over its canonical JSON, as hex. */
export function slotTableHash(table: SlotTable): string {
  return sha256Hex(canonicalJson(table))
}
