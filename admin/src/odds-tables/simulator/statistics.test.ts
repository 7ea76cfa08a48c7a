import { describe, expect, test } from 'vitest'
import { histogram, quantile, statisticsOf } from './statistics.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test('quantiles are values that occurred', () => {
  expect([0, 0.05, 0.5, 0.95, 1].map((share) => quantile(hundred.toReversed(), share))).toEqual([1, 5, 50, 95, 100])
  expect(quantile([7], 0.05)).toBe(7)
})

test('the ends of a run are described without being reordered', () => {
  expect(statisticsOf(hundred, 41)).toEqual({ mean: 50.5, median: 50, p5: 5, p95: 95, belowStart: 0.4, none: 0 })
  expect(hundred[0]).toBe(100)
  expect(statisticsOf([0, 0, 0, 4], 0)).toMatchObject({ none: 0.75, belowStart: 0 })
})

describe('the bars', () => {
  test('hold every value once', () => {
    const bins = histogram(hundred, 10)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(100)
    expect(bins[0]).toEqual({ from: 1, to: 10, count: 10 })
    expect(bins.at(-1)).toEqual({ from: 91, to: null, count: 10 })
  })

  test('are not squeezed by one large win', () => {
    const bins = histogram([...hundred, 1_000_000])
    expect(bins.length).toBeGreaterThan(20)
    expect(bins.at(-1)?.to).toBeNull()
  })

  test('are one where all values are alike', () => {
    expect(histogram([5, 5])).toEqual([{ from: 5, to: null, count: 2 }])
  })
})
