import { type OfferSimulation, totalOf } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawOnce, meanOf, type Part, SegmentTally, spreadOf } from './draw.rule.ts'
import { divided, SumTooLarge, toFigure } from './exact.ts'
import { missionPart } from './mission.rule.ts'
import { paidOut } from './model.ts'
import { offerPart } from './offer.rule.ts'
import { offerModel } from './offer-model.ts'
import { SeededDraws } from './seeded-draws.ts'

const take = (count: number, draws: SeededDraws, end = 1_000) => Array.from({ length: count }, () => draws.below(end))

describe('draws', () => {
  test('follow from their seed', () => {
    expect(take(50, new SeededDraws('a'))).toEqual(take(50, new SeededDraws('a')))
    expect(take(50, new SeededDraws('a'))).not.toEqual(take(50, new SeededDraws('b')))
  })

  test('are even: chi-square of ten faces stays below 99.9 % of fair ones', () => {
    const faces = new Array<number>(10).fill(0)
    for (const face of take(100_000, new SeededDraws('even'), 10)) faces[face] = (faces[face] ?? 0) + 1
    const chi = faces.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chi).toBeLessThan(27.877)
  })
})

describe('a mission', () => {
  const daily = (target: number) => missionPart({ days: [0, 3, 4], amounts: [5, 9, 10] }, { target, windowDays: 1 })

  test('of a day is finished on each day that comes to its target', () => {
    expect(daily(9)).toEqual({ taken: true, sums: [2], steps: [3, 4] })
    expect(daily(11)).toEqual({ taken: false, sums: [0], steps: [] })
  })

  test('of a week adds up its days, is finished once a week, and begins anew', () => {
    const done = { days: [0, 2, 6, 7, 8], amounts: [4, 4, 4, 4, 4] }
    expect(missionPart(done, { target: 8, windowDays: 7 })).toEqual({ taken: true, sums: [2], steps: [2, 1] })
    expect(missionPart(done, { target: 12, windowDays: 7 })).toEqual({ taken: true, sums: [1], steps: [6] })
  })
})

describe('an offer', () => {
  // The first day is a Monday.
  const TERMS = { price: 1_000, takePercent: 100, userLimits: {}, firstDay: 4, openDays: 28 }
  const paid = { days: [0, 0, 1, 7, 20], amounts: [1_000, 5_000, 999, 2_000, 1_000] }
  const bought = (terms: Partial<typeof TERMS & { userLimits: object }>) =>
    offerPart(paid, { ...TERMS, ...terms }, new SeededDraws('x'))

  test('is taken where as much was paid at once, while it is sold', () => {
    expect(bought({})).toEqual({ taken: true, sums: [4, 9_000], steps: [0, 0, 7, 20] })
    expect(bought({ openDays: 7 })).toEqual({ taken: true, sums: [2, 6_000], steps: [0, 0] })
    expect(bought({ price: 5_001 }).taken).toBe(false)
    expect(bought({ takePercent: 0 }).taken).toBe(false)
  })

  test.each([
    [{ ever: 1 }, [0]],
    [{ day: 1 }, [0, 7, 20]],
    [{ week: 1 }, [0, 7, 20]],
    [{ month: 3 }, [0, 0, 7]],
    [{ ever: 2, day: 1 }, [0, 7]],
  ])('keeps to its limits %j', (userLimits, steps) => {
    expect(bought({ userLimits }).steps).toEqual(steps)
  })

  test('is taken on its share of the occasions', () => {
    const many = { days: new Array<number>(10_000).fill(0), amounts: new Array<number>(10_000).fill(1_000) }
    const [units = 0] = offerPart(many, { ...TERMS, takePercent: 30 }, new SeededDraws('share')).sums
    // 99.9 % of fair draws: 3.29 times the standard deviation of 46.
    expect(Math.abs(units - 3_000)).toBeLessThan(151)
  })
})

describe('a population', () => {
  const parts: Part[] = [
    { taken: true, sums: [2], steps: [0, 1] },
    { taken: false, sums: [0], steps: [] },
  ]
  const population = { segments: [0, 1], act: (place: number) => parts[place] as Part, figures: 1, steps: 2 }

  test('is drawn with replacement: about half of it is each of two players', () => {
    const tally = new SegmentTally(2)
    const { takers, sums, steps } = drawOnce(population, 10_000, new SeededDraws('p'), tally)
    expect(Math.abs(takers - 5_000)).toBeLessThan(165)
    expect([sums, steps]).toEqual([[2 * takers], [takers, takers]])
    expect(tally).toMatchObject({ drawn: [takers, 10_000 - takers], taken: [takers, 0] })
  })
})

test('a spread is of values that there are, in order', () => {
  expect(spreadOf(Array.from({ length: 100 }, (_, index) => 100 - index))).toEqual({ p5: 5, p50: 50, p95: 95 })
  expect(meanOf([1, 2, 4])).toBe(2.33)
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const { p5, p50, p95 } = spreadOf(values)
      expect([p5, p50, p95].every((value) => values.includes(value)) && p5 <= p50 && p50 <= p95).toBe(true)
    }),
  )
})

describe('sums', () => {
  const MOST = Number.MAX_SAFE_INTEGER

  test('are exact, or none', () => {
    expect(toFigure(2n ** 53n - 1n)).toBe(MOST)
    expect(() => toFigure(2n ** 53n)).toThrow(SumTooLarge)
    const coins = totalOf([{ type: 'COIN', amount: 3_002_399_751_580_330 }])
    expect(paidOut(coins, 3).coins).toBe(9_007_199_254_740_990)
    expect(() => paidOut(coins, 4)).toThrow(SumTooLarge)
    const twice = totalOf([1, 2].map(() => ({ type: 'COIN' as const, amount: MOST })))
    expect(() => paidOut(twice, 1)).toThrow(SumTooLarge)
  })

  test('round as numbers do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 1, max: 999 }),
        (dividend, divisor) => {
          expect(Number(divided(BigInt(dividend), BigInt(divisor)))).toBe(Math.round(dividend / divisor) + 0)
        },
      ),
    )
    expect(meanOf([1, 2, 2])).toBe(1.67)
    expect(meanOf([-1, -2])).toBe(-1.5)
    expect(meanOf([MOST, MOST, MOST])).toBe(MOST)
  })

  test('of what was paid instead are refused where they are larger than numbers are exact', () => {
    const base = {
      price: 1_000,
      currency: 'KRW' as const,
      nowMs: 0,
      firstDay: 4,
      readers: [],
      payments: new Map(),
      left: Infinity,
    }
    const window = { from: null, until: null }
    const asked = { body: { window, userLimits: {}, contents: [] }, takePercent: 100, replacedPercent: 50 }
    const { figuresOf } = offerModel(asked as unknown as OfferSimulation, base)
    const drawn = (instead: number) => ({ takers: 3, sums: [3, instead], steps: [] })
    expect(figuresOf(drawn(MOST - 1)).replacedWon).toBe((MOST - 1) / 2)
    expect(() => figuresOf(drawn(MOST + 1))).toThrow(SumTooLarge)
  })
})
