import type { GameAnalysis, KindAnalysis } from '../games/game.ts'
import { analyseKind } from '../games/limits.ts'
import { minus, ONE, percentOf, ratio, toFraction, ZERO } from '../rational.ts'
import { placeSize, ROULETTE_KINDS, type RouletteKind, WHEEL_SIZE } from './layout.ts'
import type { RouletteTable } from './table.ts'

/** The kind that is counted: the number itself, which every bet of a spin depends on. It is no bet and has no return. */
export const WHEEL_KIND = 'wheel'

function wheel(): KindAnalysis {
  const probability = ratio(1, WHEEL_SIZE)
  return {
    kind: WHEEL_KIND,
    rtp: null,
    rtpPercent: null,
    lowestRtp: null,
    lowestRtpPercent: null,
    hitRate: toFraction(ZERO),
    hitRatePercent: 0,
    volatility: 0,
    maxWinMultiple: 0,
    outcomes: Array.from({ length: WHEEL_SIZE }, (_, number) => ({
      outcome: `${number}`,
      multiplier: null,
      probability: toFraction(probability),
      percent: percentOf(probability),
    })),
  }
}

function betKind(table: RouletteTable, kind: RouletteKind): KindAnalysis {
  const chance = ratio(placeSize(kind), WHEEL_SIZE)
  const outcomes = [
    { outcome: 'win', multiplier: ratio(table.pays[kind] + 1, 1), probability: chance },
    { outcome: 'lose', multiplier: ZERO, probability: minus(ONE, chance) },
  ]
  return analyseKind(kind, outcomes, table)
}

/**
 * Exact odds of every kind of bet. The return of several bets together is the mean of theirs, weighted by their
 * amounts, so it lies between the least and the greatest of these.
 */
export function analyseRoulette(table: RouletteTable): GameAnalysis {
  return { kinds: [wheel(), ...ROULETTE_KINDS.map((kind) => betKind(table, kind))] }
}
