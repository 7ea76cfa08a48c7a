import type { GameAnalysis, KindAnalysis } from '../games/game.ts'
import { add, minus, ONE, percentOf, type Rational, ratio, reduce, times, toFraction, ZERO } from '../rational.ts'
import { isHigh } from './pull.ts'
import { type GachaRarity, type GachaTable, RARITY_TOTAL } from './table.ts'

/** Chances by outcome; they come to one. */
type Chances = readonly (readonly [outcome: string, chance: Rational])[]

const over = (a: Rational, b: Rational): Rational => reduce({ n: a.n * b.d, d: a.d * b.n })
const power = ({ n, d }: Rational, exponent: number): Rational => ({
  n: n ** BigInt(exponent),
  d: d ** BigInt(exponent),
})

/** A kind of play that brings items and no coins. */
function kindOf(kind: string, chances: Chances): KindAnalysis {
  return {
    kind,
    rtp: null,
    rtpPercent: null,
    lowestRtp: null,
    lowestRtpPercent: null,
    hitRate: toFraction(ONE),
    hitRatePercent: 100,
    volatility: 0,
    maxWinMultiple: 0,
    outcomes: chances.map(([outcome, chance]) => ({
      outcome,
      multiplier: null,
      probability: toFraction(chance),
      percent: percentOf(chance),
    })),
  }
}

const sumOf = (weighted: readonly { weight: number }[]): number => weighted.reduce((sum, { weight }) => sum + weight, 0)

function byWeight(rarities: readonly GachaRarity[]): Chances {
  const sum = sumOf(rarities)
  return rarities.map(({ rarity, weight }) => [rarity, ratio(weight, sum)])
}

const itemsKind = ({ rarity, items }: GachaRarity): KindAnalysis => {
  const sum = sumOf(items)
  return kindOf(
    `items-${rarity}`,
    items.map(({ id, weight }) => [id, ratio(weight, sum)]),
  )
}

export interface PityChain {
  /** Pulls from one Epic or better to the next, on average. */
  readonly pullsToHigh: Rational
  /** Chance that a run of misses gets as far as the guaranteed pull. */
  readonly reached: Rational
  /** Share of all pulls that are guaranteed ones. */
  readonly guaranteedShare: Rational
}

/**
 * The counter as a Markov chain. From 0 it climbs by one with each miss, whose chance is q, and falls back to 0 with each
 * Epic or better; at `at` - 1 it always falls. So it begins anew after each Epic: state k is met in such a round with
 * chance q^k, the round lasts 1 + q + … + q^(at-1) pulls on average, and q^(at-1) of them are guaranteed.
 */
export function pityChain(miss: Rational, at: number): PityChain {
  const reached = power(miss, at - 1)
  const pullsToHigh = over(minus(ONE, power(miss, at)), minus(ONE, miss))
  return { pullsToHigh, reached: reduce(reached), guaranteedShare: over(reached, pullsToHigh) }
}

/** Analyses a valid table exactly; with the pity counted in, its fractions have some hundred digits. */
export function analyseGacha(table: GachaTable): GameAnalysis {
  const { rarities, pity } = table
  const high = rarities.filter(({ rarity }) => isHigh(rarity))
  const [base, guaranteed] = [byWeight(rarities), byWeight(high)]
  const chain = pityChain(ratio(RARITY_TOTAL - sumOf(high), RARITY_TOTAL), pity.at)
  const usual = minus(ONE, chain.guaranteedShare)
  const chanceOf = (chances: Chances, rarity: string) => chances.find(([name]) => name === rarity)?.[1] ?? ZERO
  const effective: Chances = rarities.map(({ rarity }) => [
    rarity,
    add(times(usual, chanceOf(base, rarity)), times(chain.guaranteedShare, chanceOf(guaranteed, rarity))),
  ])
  const items: Chances = rarities.flatMap(({ rarity, items: own }) =>
    own.map(({ id, weight }) => [id, times(chanceOf(effective, rarity), ratio(weight, sumOf(own)))] as const),
  )
  // The long fractions of the pity are met once a rarity, not once an item: their common divisors are what takes time.
  const value = rarities.reduce((sum, { rarity, items: own }) => {
    const worth = own.reduce((all, item) => all + BigInt(item.weight) * BigInt(item.value), 0n)
    return add(sum, times(chanceOf(effective, rarity), ratio(worth, sumOf(own))))
  }, ZERO)
  return {
    kinds: [
      kindOf('pull', base),
      kindOf('guaranteed', guaranteed),
      kindOf('effective', effective),
      ...rarities.map(itemsKind),
      kindOf('items', items),
    ],
    facts: {
      pityAt: pity.at,
      nearMissPerMille: table.nearMissPerMille,
      expectedPullsToEpic: toFraction(chain.pullsToHigh),
      chanceOfReachingPity: toFraction(chain.reached),
      guaranteedShare: toFraction(chain.guaranteedShare),
      expectedValueSingle: toFraction(value),
      expectedValueTen: toFraction(times(value, ratio(10, 1))),
    },
  }
}
