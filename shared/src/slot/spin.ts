import { pickWeighted, type RandomStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import type { SlotTable } from './table.ts'

export type SlotLine = 'none' | 'pair' | 'triple'

/** What a spin came to. `win` is gross: the stake is not taken off. */
export interface SlotOutcome {
  readonly reels: readonly [string, string, string]
  readonly line: SlotLine
  /** Times the bet, before the streak bonus. */
  readonly multiplier: number
  /** Per cent added for wins in a row before this one; 0 without a win. */
  readonly bonusPercent: number
  readonly win: number
  /** Wins in a row after this spin. */
  readonly streak: number
}

/** Which line three reel positions make, and the index of the symbol that pays it (-1: none). */
export function lineOf(a: number, b: number, c: number): { line: SlotLine; symbol: number } {
  if (a === b && b === c) return { line: 'triple', symbol: a }
  if (a === b || a === c) return { line: 'pair', symbol: a }
  if (b === c) return { line: 'pair', symbol: b }
  return { line: 'none', symbol: -1 }
}

/** The per cent a win is raised by after `streak` wins in a row, at a variation from -variationPercent to +variationPercent. */
export function streakBonusPercent(bonus: SlotTable['streakBonus'], streak: number, variation: number): number {
  if (streak === 0) return 0
  return Math.max(0, Math.min(bonus.maxPercent, streak * bonus.stepPercent + variation))
}

/** A win in whole coins: bet × multiplier × (100 + bonus) / 100, fractions dropped. Exact for all allowed bets. */
export function winAmount(bet: number, multiplier: number, bonusPercent: number): number {
  return Number((BigInt(bet) * BigInt(multiplier) * BigInt(100 + bonusPercent)) / 100n)
}

/**
 * Spins three reels. Draws, in this order and always all four: reel 1, reel 2, reel 3, variation of the streak bonus.
 * `streak` is the number of wins in a row before this spin.
 */
export function spinSlot(table: SlotTable, bet: number, streak: number, stream: RandomStream): SlotOutcome {
  const stop = (reel: 0 | 1 | 2) =>
    pickWeighted(
      table.symbols.map((symbol) => symbol.weights[reel]),
      stream,
    )
  const [a, b, c] = [stop(0), stop(1), stop(2)]
  const variation = stream.below(2 * table.streakBonus.variationPercent + 1) - table.streakBonus.variationPercent
  const { line, symbol } = lineOf(a, b, c)
  const multiplier = line === 'none' ? 0 : must(table.symbols[symbol])[line]
  const bonusPercent = multiplier === 0 ? 0 : streakBonusPercent(table.streakBonus, streak, variation)
  const win = winAmount(bet, multiplier, bonusPercent)
  return {
    reels: [must(table.symbols[a]).id, must(table.symbols[b]).id, must(table.symbols[c]).id],
    line: multiplier === 0 ? 'none' : line,
    multiplier,
    bonusPercent,
    win,
    streak: multiplier > 0 ? streak + 1 : 0,
  }
}
