import { describe, expect, test } from 'vitest'
import { chiSquareOf, hmacUnder, isPlausible } from '../fairness/battery.ts'
import { fairStream } from '../fairness/stream.ts'
import type { KindAnalysis } from '../games/game.ts'
import { must } from '../must.ts'
import { add, minus, ONE, type Rational, ratio, times, toNumber, toRational, ZERO } from '../rational.ts'
import { analyseGacha } from './analysis.ts'
import { gachaGame } from './game.ts'
import { type GachaTable, gachaTableSchema, RARITIES, STANDARD_GACHA_TABLE } from './table.ts'

const SEED = '7a'.repeat(32)

/** The standard items at other weights, with the pity at this pull. */
function aTable(weights: readonly number[], at: number): GachaTable {
  const rarities = STANDARD_GACHA_TABLE.rarities.map((rarity, index) => ({ ...rarity, weight: weights[index] }))
  return gachaTableSchema.parse({ ...STANDARD_GACHA_TABLE, rarities, pity: { ...STANDARD_GACHA_TABLE.pity, at } })
}

const kindOf = (table: GachaTable, kind: string): KindAnalysis =>
  must(analyseGacha(table).kinds.find((each) => each.kind === kind))
const factOf = (table: GachaTable, name: string): Rational => {
  const fact = must(analyseGacha(table).facts?.[name])
  return typeof fact === 'number' ? ratio(fact, 1) : toRational(fact)
}
const chancesOf = ({ outcomes }: KindAnalysis): Rational[] => outcomes.map(({ probability }) => toRational(probability))
const sum = (all: readonly Rational[]): Rational => all.reduce(add, ZERO)
/** Of whatever sign; a denominator is positive. */
const over = (a: Rational, b: Rational): Rational =>
  ratio(b.n < 0n ? -a.n * b.d : a.n * b.d, a.d * (b.n < 0n ? -b.n : b.n))

/** The chance to come from one counter to the next, by the rule in its plainest words. */
function transitions(miss: Rational, at: number): Rational[][] {
  return Array.from({ length: at }, (_, from) =>
    Array.from({ length: at }, (_, to) => {
      const isLast = from === at - 1
      if (to === 0) return isLast ? ONE : minus(ONE, miss)
      return to === from + 1 ? miss : ZERO
    }),
  )
}

/** Solves `share = share × transitions` with shares that come to one, by elimination over the rationals. */
function stationary(chain: readonly Rational[][]): Rational[] {
  const size = chain.length
  const rows = chain.map((_, to) =>
    to === 0
      ? Array.from({ length: size + 1 }, () => ONE)
      : [...chain.map((row, from) => minus(must(row[to]), from === to ? ONE : ZERO)), ZERO],
  )
  for (let pivot = 0; pivot < size; pivot++) {
    const found = rows.findIndex((row, index) => index >= pivot && must(row[pivot]).n !== 0n)
    const [chosen] = rows.splice(found, 1)
    const unit = must(chosen).map((value) => over(value, must(chosen?.[pivot])))
    for (const [index, row] of rows.entries()) {
      const factor = must(row[pivot])
      rows[index] = row.map((value, column) => minus(value, times(factor, must(unit[column]))))
    }
    rows.splice(pivot, 0, unit)
  }
  return rows.map((row) => must(row[size]))
}

const WEIGHTS = [
  [5_000, 45_000, 200_000, 750_000],
  [1, 2, 7, 999_990],
  [300_000, 200_000, 400_000, 100_000],
  [999_997, 1, 1, 1],
]
const SMALL = WEIGHTS.flatMap((weights) => [2, 3, 4, 5, 6].map((at) => ({ weights, at })))

describe('the odds with pity', () => {
  test.each(SMALL)('are exactly those of the chain solved by elimination: $weights at $at', ({ weights, at }) => {
    const table = aTable(weights, at)
    const [pull, guaranteed] = [chancesOf(kindOf(table, 'pull')), chancesOf(kindOf(table, 'guaranteed'))]
    const miss = add(must(pull[2]), must(pull[3]))
    const shares = stationary(transitions(miss, at))
    expect(sum(shares)).toEqual(ONE)
    const last = must(shares.at(-1))
    const expected = RARITIES.map((_, index) =>
      add(times(minus(ONE, last), must(pull[index])), times(last, guaranteed[index] ?? ZERO)),
    )
    expect(chancesOf(kindOf(table, 'effective'))).toEqual(expected)
    expect(factOf(table, 'guaranteedShare')).toEqual(last)
    expect(factOf(table, 'expectedPullsToEpic')).toEqual(over(ONE, must(shares[0])))
    expect(factOf(table, 'chanceOfReachingPity')).toEqual(over(last, must(shares[0])))
  })

  test('of the shipped table are those of the chain run until it stands still', () => {
    const at = 90
    const chain = transitions(ratio(95, 100), at).map((row) => row.map(toNumber))
    let shares = Array.from({ length: at }, (_, counter): number => (counter === 0 ? 1 : 0))
    for (let round = 0; round < 1_000; round++) {
      shares = shares.map((_, to) => shares.reduce((all, share, from) => all + share * must(chain[from]?.[to]), 0))
    }
    const last = must(shares.at(-1))
    const base = [0.005, 0.045, 0.2, 0.75]
    const effective = base.map((chance, index) => (1 - last) * chance + last * ([0.1, 0.9][index] ?? 0))
    for (const [index, chance] of chancesOf(kindOf(STANDARD_GACHA_TABLE, 'effective')).entries()) {
      expect(toNumber(chance)).toBeCloseTo(must(effective[index]), 12)
    }
  })

  test('give every item its share of its rarity, and the worth of a pull', () => {
    const { rarities } = STANDARD_GACHA_TABLE
    const effective = chancesOf(kindOf(STANDARD_GACHA_TABLE, 'effective'))
    const items = kindOf(STANDARD_GACHA_TABLE, 'items')
    let worth = ZERO
    for (const [index, { items: own }] of rarities.entries()) {
      const all = own.reduce((total, { weight }) => total + weight, 0)
      for (const { id, weight, value } of own) {
        const { probability } = must(items.outcomes.find(({ outcome }) => outcome === id))
        const chance = times(must(effective[index]), ratio(weight, all))
        expect(toRational(probability)).toEqual(chance)
        worth = add(worth, times(chance, ratio(value, 1)))
      }
    }
    expect(sum(chancesOf(items))).toEqual(ONE)
    expect(factOf(STANDARD_GACHA_TABLE, 'expectedValueSingle')).toEqual(worth)
    expect(factOf(STANDARD_GACHA_TABLE, 'expectedValueTen')).toEqual(times(worth, ratio(10, 1)))
  })
})

/** What a player gets who pulls on and on, ten at a time, each time under the next nonce. */
function played(pulls: number): { shown: Map<string, number>; counted: Map<string, Map<string, number>> } {
  const [shown, counted] = [new Map<string, number>(), new Map<string, Map<string, number>>()]
  const addTo = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  const hmac = hmacUnder(SEED)
  let carried = gachaGame.carriedAtFirst
  for (let nonce = 0; nonce < pulls / 10; nonce++) {
    const stream = fairStream({ serverSeed: SEED, clientSeed: 'a million', nonce }, hmac)
    const result = gachaGame.play(STANDARD_GACHA_TABLE, { count: 10 }, carried, stream)
    carried = result.carried
    for (const { rarity } of result.drawn.pulls) addTo(shown, rarity)
    for (const { kind, outcome } of result.counted) {
      if (!counted.has(kind)) counted.set(kind, new Map())
      addTo(must(counted.get(kind)), outcome)
    }
  }
  return { shown, counted }
}

test('a million pulls lie inside the 99.9 % intervals of the effective odds, and each kind of draw fits its own', () => {
  const pulls = 1_000_000
  const { shown, counted } = played(pulls)
  for (const { outcome, probability } of kindOf(STANDARD_GACHA_TABLE, 'effective').outcomes) {
    const chance = toNumber(toRational(probability))
    const errors = ((shown.get(outcome) ?? 0) / pulls - chance) / Math.sqrt((chance * (1 - chance)) / pulls)
    expect([outcome, Math.abs(errors) < 3.290_53]).toEqual([outcome, true])
  }
  expect(counted.size).toBe(2 + RARITIES.length)
  for (const [kind, counts] of counted) {
    const { outcomes } = kindOf(STANDARD_GACHA_TABLE, kind)
    const weights = outcomes.map(({ probability }) => toNumber(toRational(probability)))
    const draws = outcomes.map(({ outcome }) => counts.get(outcome) ?? 0)
    expect([kind, isPlausible(chiSquareOf(draws, weights))]).toEqual([kind, true])
  }
}, 120_000)

test('ten thousand pulls bring each rarity within 5 % of its effective odds, or within their 99.9 % interval', () => {
  const pulls = 10_000
  const { shown } = played(pulls)
  for (const { outcome, probability } of kindOf(STANDARD_GACHA_TABLE, 'effective').outcomes) {
    const chance = toNumber(toRational(probability))
    const allowed = Math.max(0.05 * chance, 3.290_53 * Math.sqrt((chance * (1 - chance)) / pulls))
    const off = Math.abs((shown.get(outcome) ?? 0) / pulls - chance)
    expect([outcome, off <= allowed]).toEqual([outcome, true])
  }
})
