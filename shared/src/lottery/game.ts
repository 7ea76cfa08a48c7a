import type { GameAnalysis, RoundGame } from '../games/game.ts'
import { add, minus, percentOf, type Rational, ratio, times, toFraction, toNumber, ZERO } from '../rational.ts'
import {
  drawLottery,
  type LotteryChoice,
  type LotteryOutcome,
  lotteryActSchema,
  lotteryChoiceSchema,
  lotteryOutcomeSchema,
  lotteryWin,
  refuseTicket,
} from './drawing.ts'
import { type LotteryTable, lotteryTableSchema, STANDARD_LOTTERY_TABLE } from './table.ts'

export const LOTTERY_KIND = 'ticket'

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let result = 1n
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1)
  return result
}

/** Chance that a ticket matches exactly so many of the numbers drawn: the hypergeometric distribution. */
export function chanceOfMatches({ pool, picks }: LotteryTable, matches: number): Rational {
  return ratio(choose(picks, matches) * choose(pool - picks, picks - matches), choose(pool, picks))
}

/** Exact odds of a ticket; prizes are whole prices, so nothing is lost to whole coins. */
export function analyseLottery(table: LotteryTable): GameAnalysis {
  const outcomes = table.prizes.map((prize, matches) => ({
    prize,
    matches,
    probability: chanceOfMatches(table, matches),
  }))
  const mean = (value: (prize: number) => number) =>
    outcomes.reduce((sum, { prize, probability }) => add(sum, times(ratio(value(prize), 1), probability)), ZERO)
  const rtp = mean((prize) => prize)
  const hitRate = mean((prize) => (prize > 0 ? 1 : 0))
  return {
    kinds: [
      {
        kind: LOTTERY_KIND,
        rtp: toFraction(rtp),
        rtpPercent: percentOf(rtp),
        lowestRtp: toFraction(rtp),
        lowestRtpPercent: percentOf(rtp),
        hitRate: toFraction(hitRate),
        hitRatePercent: percentOf(hitRate),
        volatility: Math.sqrt(
          toNumber(
            minus(
              mean((prize) => prize * prize),
              times(rtp, rtp),
            ),
          ),
        ),
        maxWinMultiple: Math.max(...table.prizes),
        outcomes: outcomes.map(({ prize, matches, probability }) => ({
          outcome: `match-${matches}`,
          multiplier: prize,
          probability: toFraction(probability),
          percent: percentOf(probability),
        })),
      },
    ],
  }
}

/** A drawing a day: tickets with numbers, and fixed prizes for those that match. */
export const lotteryGame: RoundGame<LotteryTable, LotteryChoice, null, LotteryOutcome> = {
  id: 'lottery',
  event: 'lottery.settled',
  currency: 'coins',
  tableSchema: lotteryTableSchema,
  choiceSchema: lotteryChoiceSchema,
  actSchema: lotteryActSchema,
  outcomeSchema: lotteryOutcomeSchema,
  standardTable: STANDARD_LOTTERY_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: ({ price }) => ({ currency: 'coins', amount: price }),
  refuseChoice: refuseTicket,
  highestWin: ({ price, prizes }) => price * Math.max(...prizes),
  draw: drawLottery,
  winOf: (table, { choice }, outcome) => lotteryWin(table, choice, outcome),
  analyse: analyseLottery,
}
