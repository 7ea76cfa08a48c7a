import type { GameAnalysis } from '../games/game.ts'
import { analyseKind } from '../games/limits.ts'
import { ratio } from '../rational.ts'
import type { RpsTable } from './table.ts'
import { RPS_RESULTS, rpsPays } from './throw.ts'

/** The one kind of play: against a house hand that is equally often each of the three, no hand is better than another. */
export const RPS_KIND = 'play'

/** Exact odds of a throw. A draw counts as a hit, since it pays the stake. */
export function analyseRps(table: RpsTable): GameAnalysis {
  const outcomes = RPS_RESULTS.map((result) => ({
    outcome: result,
    multiplier: rpsPays(table, result),
    probability: ratio(1, RPS_RESULTS.length),
  }))
  return { kinds: [analyseKind(RPS_KIND, outcomes, table)] }
}
