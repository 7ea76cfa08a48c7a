import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream, type RandomStream } from '../fairness/stream.ts'
import { percentOf, ratio, toNumber, toRational } from '../rational.ts'
import { analyseGacha, pityChain } from './analysis.ts'
import { gachaGame } from './game.ts'
import { itemsOf, pullMany, pullOnce } from './pull.ts'
import { gachaTableSchema, STANDARD_GACHA_TABLE } from './table.ts'

const TABLE = STANDARD_GACHA_TABLE
const hmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()
const aStream = (name: string) => fairStream({ serverSeed: '7a'.repeat(32), clientSeed: name, nonce: 0 }, hmac)

/** Draws what it is told, and says in which bounds it was asked. */
function told(...draws: number[]): RandomStream & { bounds: number[] } {
  const bounds: number[] = []
  return {
    bounds,
    below(bound) {
      bounds.push(bound)
      return draws.shift() ?? 0
    },
  }
}

describe('a pull', () => {
  test('draws the rarity, then the item, then how it is shown', () => {
    const stream = told(0, 1, 999)
    expect(pullOnce(TABLE, 5, stream)).toEqual({
      rarity: 'LEGENDARY',
      item: 'phoenix-frame',
      guaranteed: false,
      pityBefore: 5,
      pityAfter: 0,
      animation: 'plain',
    })
    expect(stream.bounds).toEqual([1_000_000, 2, 1_000])
  })

  test('of the ninetieth in a row without an Epic brings one, by the weights of Epic and Legendary', () => {
    const stream = told(5_000)
    expect(pullOnce(TABLE, 89, stream)).toMatchObject({ rarity: 'EPIC', guaranteed: true, pityAfter: 0 })
    expect(stream.bounds[0]).toBe(50_000)
    expect(pullOnce(TABLE, 89, told(4_999))).toMatchObject({ rarity: 'LEGENDARY', guaranteed: true })
    expect(pullOnce(TABLE, 88, told(999_999))).toMatchObject({ rarity: 'COMMON', guaranteed: false, pityAfter: 89 })
  })

  test('is shown as a near miss without becoming anything else', () => {
    const always = pullMany({ ...TABLE, nearMissPerMille: 1_000 }, 500, 0, aStream('near'))
    const never = pullMany({ ...TABLE, nearMissPerMille: 0 }, 500, 0, aStream('near'))
    expect(always.map(({ animation: _, ...pull }) => pull)).toEqual(never.map(({ animation: _, ...pull }) => pull))
    for (const { rarity, animation } of always) {
      expect(animation).toBe(rarity === 'RARE' || rarity === 'COMMON' ? 'near-miss' : 'plain')
    }
    expect(new Set(never.map(({ animation }) => animation))).toEqual(new Set(['plain']))
  })

  test('of ten goes on with the counter where the one before left it', () => {
    const pulls = pullMany(TABLE, 10, 85, { below: (bound) => bound - 1 })
    expect(pulls.map(({ pityBefore }) => pityBefore)).toEqual([85, 86, 87, 88, 89, 0, 1, 2, 3, 4])
    expect(pulls.filter(({ guaranteed }) => guaranteed)).toHaveLength(1)
  })

  test('grants each item once, with its number', () => {
    const pulls = pullMany(TABLE, 10, 0, aStream('items'))
    const granted = itemsOf(pulls)
    expect(granted.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(10)
    expect(new Set(granted.map(({ item }) => item)).size).toBe(granted.length)
  })

  test('never lets ninety pass without an Epic', () => {
    const pulls = pullMany(TABLE, 50_000, 0, aStream('long'))
    expect(Math.max(...pulls.map(({ pityBefore }) => pityBefore))).toBeLessThanOrEqual(89)
  })
})

const [legendary, epic, rare, common] = TABLE.rarities as [never, never, never, (typeof TABLE.rarities)[number]]
const withCommon = (change: object) => ({ ...TABLE, rarities: [legendary, epic, rare, { ...common, ...change }] })

test.each<[string, unknown, RegExp]>([
  ['weights that do not sum', withCommon({ weight: 749_999 }), /come to 999999, not 1000000/],
  ['an item that can never be drawn', withCommon({ items: [{ id: 'ghost', weight: 0, value: 1 }] }), /ghost can never/],
  ['one item twice', withCommon({ items: [...common.items, common.items[0]] }), /two items have the id/],
  ['rarities out of order', { ...TABLE, rarities: [epic, legendary, rare, common] }, /in this order/],
  ['a rarity too few', { ...TABLE, rarities: [legendary, epic, rare] }, /./],
  ['a price of nothing', { ...TABLE, priceGems: { single: 0, ten: 450 } }, /./],
  ['ten dearer than ten single ones', { ...TABLE, priceGems: { single: 50, ten: 501 } }, /more than ten single/],
  ['a pity at the first pull', { ...TABLE, pity: { at: 1 } }, /./],
  ['a pity nobody lives to see', { ...TABLE, pity: { at: 201 } }, /./],
  ['a field nobody knows', { ...TABLE, luck: 1 }, /./],
])('a table is refused: %s', (_, table, why) => {
  const parsed = gachaTableSchema.safeParse(table)
  expect(parsed.success).toBe(false)
  expect(parsed.error?.issues[0]?.message).toMatch(why)
})

/** The stationary chain by iteration: what the closed form must come to. */
function iterated(miss: number, at: number): { pullsToHigh: number; guaranteedShare: number } {
  let states = Array.from({ length: at }, (_, state): number => (state === 0 ? 1 : 0))
  let average = states.map((): number => 0)
  const rounds = 40_000
  for (let round = 0; round < rounds; round++) {
    const next = states.map((): number => 0)
    for (const [state, share] of states.entries()) {
      const missed = state === at - 1 ? 0 : share * miss
      next[0] = (next[0] ?? 0) + share - missed
      if (missed > 0) next[state + 1] = (next[state + 1] ?? 0) + missed
    }
    states = next
    average = average.map((sum, state) => sum + (states[state] ?? 0) / rounds)
  }
  return { pullsToHigh: 1 / (average[0] ?? Number.NaN), guaranteedShare: average[at - 1] ?? Number.NaN }
}

describe('the exact odds', () => {
  const { kinds, facts } = analyseGacha(TABLE)
  const kind = (name: string) => {
    const found = kinds.find((each) => each.kind === name)
    if (found === undefined) throw new Error(`no kind ${name}`)
    return found
  }

  test('come to exactly one, kind by kind', () => {
    for (const { outcomes } of kinds) {
      const sum = outcomes.reduce(
        (total, { probability }) => {
          const { n, d } = toRational(probability)
          return { n: total.n * d + n * total.d, d: total.d * d }
        },
        { n: 0n, d: 1n },
      )
      expect(sum.n).toBe(sum.d)
    }
  })

  test('are the table’s own without the pity, and higher with it', () => {
    expect(kind('pull').outcomes.map(({ percent }) => percent)).toEqual([0.5, 4.5, 20, 75])
    expect(kind('guaranteed').outcomes.map(({ percent }) => percent)).toEqual([10, 90])
    const [legendaryPercent = 0, epicPercent = 0] = kind('effective').outcomes.map(({ percent }) => percent)
    expect(legendaryPercent).toBeGreaterThan(0.5)
    expect(epicPercent).toBeGreaterThan(4.5)
    expect(facts?.pityAt).toBe(90)
  })

  test.each([
    [2, ratio(3, 4)],
    [3, ratio(1, 2)],
    [6, ratio(19, 20)],
    [90, ratio(19, 20)],
  ])('with a pity at %i are what the chain comes to', (at, miss) => {
    const exact = pityChain(miss, at)
    const found = iterated(toNumber(miss), at)
    expect(toNumber(exact.pullsToHigh)).toBeCloseTo(found.pullsToHigh, 2)
    expect(percentOf(exact.guaranteedShare)).toBeCloseTo(100 * found.guaranteedShare, 2)
  })

  test('of a pity at the second pull, by hand: 1 + q pulls a round, q of them guaranteed', () => {
    const { pullsToHigh, reached, guaranteedShare } = pityChain(ratio(3, 4), 2)
    expect([pullsToHigh, reached, guaranteedShare]).toEqual([ratio(7, 4), ratio(3, 4), ratio(3, 7)])
  })
})

/** How often each rarity came, against its effective odds, in standard errors and in relative terms. */
function deviations(pulls: number, name: string) {
  const drawn = pullMany(TABLE, pulls, 0, aStream(name))
  const effective = analyseGacha(TABLE).kinds.find(({ kind }) => kind === 'effective')
  return (effective?.outcomes ?? []).map(({ outcome, percent }) => {
    const share = drawn.filter(({ rarity }) => rarity === outcome).length / pulls
    const chance = percent / 100
    return { relative: share / chance - 1, errors: (share - chance) / Math.sqrt((chance * (1 - chance)) / pulls) }
  })
}

/** Half the width of a 99.9 % interval, in standard errors. */
const Z999 = 3.290_53

test('ten thousand pulls drop within five per cent of the effective odds, or inside their 99.9 % interval', () => {
  for (const { relative, errors } of deviations(10_000, 'ten thousand')) {
    expect(Math.abs(relative) <= 0.05 || Math.abs(errors) <= Z999).toBe(true)
  }
})

test('what is carried from one play to the next stands in the outcome', () => {
  const { drawn, carried, counted } = gachaGame.play(TABLE, { count: 10 }, { pity: 42 }, aStream('carried'))
  expect(gachaGame.carriedOf(drawn)).toEqual({ before: { pity: 42 }, after: carried })
  expect(counted).toHaveLength(20)
})
