import { z } from 'zod'
import { betSchema } from '../fields.ts'
import type { GameDefinition, KindAnalysis } from '../games/game.ts'
import { percentOf, ratio, toFraction, toRational } from '../rational.ts'
import { refuse } from '../reasons.ts'
import { analyseSlot, type SlotAnalysis } from './analysis.ts'
import { type SlotOutcome, spinSlot, winAmount } from './spin.ts'
import { STANDARD_SLOT_TABLE } from './standard-table.ts'
import { type SlotTable, slotTableSchema } from './table.ts'

export const slotChoiceSchema = z.strictObject({ bet: betSchema })
export type SlotChoice = z.infer<typeof slotChoiceSchema>

export const slotDrawnSchema = z.object({
  reels: z.tuple([z.string(), z.string(), z.string()]),
  line: z.enum(['none', 'pair', 'triple']),
  multiplier: z.number().int(),
  bonusPercent: z.number().int(),
  /** Wins in a row before and after the spin. */
  streakBefore: z.number().int(),
  streak: z.number().int(),
})
export type SlotDrawn = z.infer<typeof slotDrawnSchema>

export type SlotCarried = { readonly streak: number }

/** Three weighted reels, paid for pairs and triples, with a bonus for wins in a row. */
export const slotGame: GameDefinition<SlotTable, SlotChoice, SlotDrawn, SlotCarried> = {
  id: 'slot',
  command: 'slot.spin',
  event: 'slot.spun',
  currency: 'coins',
  tableSchema: slotTableSchema,
  choiceSchema: slotChoiceSchema,
  drawnSchema: slotDrawnSchema,
  carriedSchema: z.strictObject({ streak: z.number().int().min(0) }),
  carriedAtFirst: { streak: 0 },
  standardTable: STANDARD_SLOT_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, { bet }) => ({ currency: 'coins', amount: bet }),
  refuseChoice(table, { bet }, rank) {
    const maxBet = table.maxBet[rank]
    if (bet < table.minBet) return refuse('BET_TOO_LOW', `the least bet is ${table.minBet}`)
    if (bet > maxBet) return refuse('BET_ABOVE_LIMIT', `the highest bet of this rank is ${maxBet}`)
    return undefined
  },
  highestWin(table, { bet }) {
    const multiplier = Math.max(...table.symbols.map(({ triple, pair }) => Math.max(triple, pair)))
    return winAmount(bet, multiplier, table.streakBonus.maxPercent)
  },
  play(table, { bet }, { streak: streakBefore }, stream) {
    const outcome = spinSlot(table, bet, streakBefore, stream)
    const { reels, line, multiplier, bonusPercent, win, streak } = outcome
    return {
      drawn: { reels: [...reels], line, multiplier, bonusPercent, streakBefore, streak },
      win,
      carried: { streak },
      counted: [{ kind: 'spin', outcome: outcomeOf(outcome) }],
    }
  },
  carriedOf: ({ streakBefore, streak }) => ({ before: { streak: streakBefore }, after: { streak } }),
  analyse: (table) => ({ kinds: [kindOf(analyseSlot(table))] }),
}

/** A line that pays, by its symbol. */
function outcomeOf({ line, reels: [a, b, c] }: SlotOutcome): string {
  if (line === 'none') return 'none'
  return `${line}:${a === b || a === c ? a : b}`
}

function kindOf({ lines, ...analysis }: SlotAnalysis): KindAnalysis {
  const hit = toRational(analysis.hitRate)
  const miss = ratio(hit.d - hit.n, hit.d)
  const { rtp, rtpPercent, lowestRtp, lowestRtpPercent, hitRate, hitRatePercent, volatility, maxWinMultiple } = analysis
  return {
    kind: 'spin',
    rtp,
    rtpPercent,
    lowestRtp,
    lowestRtpPercent,
    hitRate,
    hitRatePercent,
    volatility,
    maxWinMultiple,
    outcomes: [
      ...lines.map(({ line, symbol, multiplier, probability, percent }) => ({
        outcome: `${line}:${symbol}`,
        multiplier,
        probability,
        percent,
      })),
      { outcome: 'none', multiplier: 0, probability: toFraction(miss), percent: percentOf(miss) },
    ],
  }
}
