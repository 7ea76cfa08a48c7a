import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastDifference, playersForMean, playersForShare } from './sample-size.ts'
import {
  compareMeans,
  compareShares,
  incompleteBeta,
  meanInterval,
  normalCritical,
  normalTails,
  ratioOf,
  type Sample,
  studentCritical,
  studentTails,
  wilson,
} from './statistics.ts'

const ALPHA = 0.05

/** n, mean and variance of figures. */
function sampleOf(figures: readonly number[]): Sample {
  const n = figures.length
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / n
  return { n, mean, variance: figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0) / (n - 1) }
}

describe('tables', () => {
  test.each([
    [0.05, 1.959_964],
    [0.01, 2.575_829],
    [0.001, 3.290_527],
    [0.2, 1.281_552],
  ])('normal: both tails hold %d from %d on', (alpha, z) => {
    expect(normalCritical(alpha)).toBeCloseTo(z, 5)
    expect(normalTails(z)).toBeCloseTo(alpha, 6)
  })

  test.each([
    [1, 12.706_2],
    [2, 4.302_65],
    [10, 2.228_14],
    [30, 2.042_27],
    [120, 1.979_93],
  ])('Student: with %d degrees of freedom both tails hold 0.05 from %d on', (degrees, t) => {
    expect(studentCritical(ALPHA, degrees)).toBeCloseTo(t, 3)
  })

  test('the far tail is small and not nothing: 1.24e-15 at eight', () => {
    expect(normalTails(8)).toBeCloseTo(1.244_192e-15, 20)
  })

  test('the incomplete beta function where it is a polynomial: I_x(2, 3) = 6x² - 8x³ + 3x⁴', () => {
    for (const x of [0.1, 0.3, 0.5, 0.9]) {
      expect(incompleteBeta(2, 3, x)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 12)
    }
  })
})

/** Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3. */
test.each([
  [81, 263, 0.255_3, 0.366_2],
  [15, 148, 0.062_4, 0.160_5],
  [0, 20, 0, 0.161_1],
  [1, 29, 0.006_1, 0.171_8],
])('the interval of the share %d of %d is the published one', (hits, n, low, high) => {
  expect(wilson(hits, n, ALPHA)?.low).toBeCloseTo(low, 4)
  expect(wilson(hits, n, ALPHA)?.high).toBeCloseTo(high, 4)
})

/** Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10. */
test.each([
  [56, 70, 48, 80, 0.052_4, 0.333_9],
  [9, 10, 3, 10, 0.170_5, 0.809],
  [6, 7, 2, 7, 0.058_2, 0.806_2],
  [5, 56, 0, 29, -0.038_1, 0.192_6],
  [0, 10, 0, 10, -0.277_5, 0.277_5],
  [10, 10, 0, 10, 0.607_5, 1],
])('the interval of %d of %d less %d of %d is the published one', (hits, n, others, of, low, high) => {
  const compared = compareShares({ hits: others, n: of }, { hits, n }, ALPHA)
  expect(compared?.interval.low).toBeCloseTo(low, 4)
  expect(compared?.interval.high).toBeCloseTo(high, 4)
})

/** Student’s own figures of sleep (Biometrika 6, 1908), as R computes t.test(extra ~ group). */
test('means of unequal variance are compared as Welch says', () => {
  const first = sampleOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2])
  const second = sampleOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
  const compared = compareMeans(second, first, ALPHA)
  expect(compared?.difference).toBeCloseTo(-1.58, 10)
  expect(compared?.interval.low).toBeCloseTo(-3.365_483, 5)
  expect(compared?.interval.high).toBeCloseTo(0.205_483, 5)
  expect(compared?.pValue).toBeCloseTo(0.079_39, 5)
})

describe('how many players it takes', () => {
  test('shares: 0.6 against 0.7 at 0.05 and 0.8 take 356 a variant (Fleiss, without correction)', () => {
    expect(playersForShare(0.6, { difference: 0.1, alpha: ALPHA, power: 0.8 })).toBe(356)
  })
  test('and the other way round: 356 a variant show a tenth above 0.6, and nobody shows anything', () => {
    const asked = { alpha: ALPHA, power: 0.8 }
    expect(leastDifference(0.6, 356, asked)).toBeCloseTo(0.1, 3)
    expect(leastDifference(0.6, 0, asked)).toBeNull()
    expect(leastDifference(1, 1_000, asked)).toBeNull()
    expect(leastDifference(Number.NaN, 1_000, asked)).toBeNull()
  })
  test('means: half a standard deviation takes 63 a variant', () => {
    expect(playersForMean(1, { difference: 0.5, alpha: ALPHA, power: 0.8 })).toBe(63)
  })
  test.each([
    [0.9, 0.2],
    [-0.1, 0.2],
    [0.5, 0],
    [Number.NaN, 0.1],
  ])('a share of %d that differs by %d cannot be', (share, difference) => {
    expect(playersForShare(share, { difference, alpha: ALPHA, power: 0.8 })).toBeNull()
  })
})

describe('where there is nothing to divide by', () => {
  const nobody = { n: 0, mean: 0, variance: 0 }
  test('there is no figure', () => {
    expect(wilson(0, 0, ALPHA)).toBeNull()
    expect(compareShares({ hits: 0, n: 0 }, { hits: 1, n: 2 }, ALPHA)).toBeNull()
    expect(compareMeans(nobody, nobody, ALPHA)).toBeNull()
    expect(meanInterval({ n: 1, mean: 3, variance: 0 }, ALPHA)).toBeNull()
    expect(ratioOf({ n: 9, part: 0, whole: 0, partVariance: 0, wholeVariance: 0, covariance: 0 })).toBeNull()
  })
  test('what does not vary is compared without a division', () => {
    const still = { n: 5, mean: 2, variance: 0 }
    expect(compareMeans(still, still, ALPHA)).toEqual({ difference: 0, interval: { low: 0, high: 0 }, pValue: 1 })
    expect(compareShares({ hits: 0, n: 5 }, { hits: 0, n: 5 }, ALPHA)?.pValue).toBe(1)
  })
})

const counted = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((n) => fc.integer({ min: 0, max: n }).map((hits) => ({ hits, n })))
const sample = fc.record({
  n: fc.integer({ min: 2, max: 1_000_000 }),
  mean: fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  variance: fc.double({ min: 0, max: 1e24, noNaN: true }),
})

describe('whatever is counted', () => {
  test('an interval of shares holds the difference, is a mirror image the other way round, and is finite', () => {
    fc.assert(
      fc.property(counted, counted, (one, other) => {
        const [there, back] = [compareShares(one, other, ALPHA), compareShares(other, one, ALPHA)]
        if (there === null || back === null) throw new Error('there is a figure')
        expect(there.interval.low).toBeLessThanOrEqual(there.difference + 1e-12)
        expect(there.interval.high).toBeGreaterThanOrEqual(there.difference - 1e-12)
        expect(there.interval.low).toBeCloseTo(-back.interval.high, 9)
        expect(there.pValue).toBeCloseTo(back.pValue, 9)
        expect(there.pValue >= 0 && there.pValue <= 1 + 1e-12).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('means: the interval shuts out nothing exactly where the p-value is below alpha', () => {
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const compared = compareMeans(one, other, ALPHA)
        if (compared === null) throw new Error('there is a figure')
        const { interval, pValue } = compared
        expect([interval.low, interval.high, pValue].every(Number.isFinite)).toBe(true)
        const apart = interval.low > 0 || interval.high < 0
        if (Math.abs(pValue - ALPHA) > 1e-9 && interval.low !== interval.high) expect(apart).toBe(pValue < ALPHA)
      }),
      { numRuns: 200 },
    )
  })

  test('Student comes to the normal distribution', () => {
    expect(studentTails(1.96, 1e7)).toBeCloseTo(normalTails(1.96), 6)
  })
})
