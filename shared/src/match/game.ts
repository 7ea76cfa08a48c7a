import type { GameAnalysis, RoundGame } from '../games/game.ts'
import { analyseKind } from '../games/limits.ts'
import { ratio } from '../rational.ts'
import {
  type MatchChoice,
  type MatchOutcome,
  matchActSchema,
  matchChoiceSchema,
  matchOutcomeSchema,
  matchWin,
  potOf,
  refuseMatch,
} from './duel.ts'
import { type MatchTable, matchTableSchema, STANDARD_MATCH_TABLE } from './table.ts'

/** A match against a player whose hands are equally often each of the three: nothing is drawn here, so this is all that is exact. */
export const MATCH_KIND = 'even-opponent'

/** Exact for two players who both throw evenly: equal throws are thrown again, so equal hands throughout are rare. */
export function analyseMatch(table: MatchTable): GameAnalysis {
  const { stakes, feeBasisPoints, maxThrows } = table
  const equal = ratio(1n, 3n ** BigInt(maxThrows))
  const decided = ratio(3n ** BigInt(maxThrows) - 1n, 2n * 3n ** BigInt(maxThrows))
  const [least = 1] = stakes
  const highest = stakes.at(-1) ?? least
  const limits = {
    minBet: least,
    maxBet: { STANDARD: highest, PREMIUM: highest, VIP: highest },
    declaredRtp: table.declaredRtp,
  }
  const outcomes = [
    { outcome: 'win', multiplier: ratio(2 * (10_000 - feeBasisPoints), 10_000), probability: decided },
    { outcome: 'draw', multiplier: ratio(1, 1), probability: equal },
    { outcome: 'lose', multiplier: ratio(0, 1), probability: decided },
  ]
  return { kinds: [analyseKind(MATCH_KIND, outcomes, limits)] }
}

/** Rock, paper, scissors between two players: both promise a hand, then both show it. */
export const matchGame: RoundGame<MatchTable, MatchChoice, null, MatchOutcome> = {
  id: 'match',
  event: 'match.settled',
  currency: 'coins',
  tableSchema: matchTableSchema,
  choiceSchema: matchChoiceSchema,
  actSchema: matchActSchema,
  outcomeSchema: matchOutcomeSchema,
  standardTable: STANDARD_MATCH_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, { stake }) => ({ currency: 'coins', amount: stake }),
  refuseChoice: refuseMatch,
  highestWin: (table, { stake }) => potOf(table, stake),
  draw: null,
  winOf: matchWin,
  analyse: analyseMatch,
}
