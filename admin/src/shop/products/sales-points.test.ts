import type { ProductSales } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { salesPoints } from './sales-points.ts'

const sales = (changes: Partial<ProductSales>): ProductSales => ({
  ...{ zone: 'Asia/Seoul', by: 'hour', since: '2026-03-01T09:00:00.000Z', until: '2026-03-01T11:10:00.000Z' },
  rows: [{ at: '2026-03-01T10:00:00.000Z', purchases: 1, units: 3, won: 15_000, gems: 0 }],
  ...changes,
})

test('an hour without a sale is a point of its own', () => {
  expect(salesPoints(sales({})).map(({ units }) => units)).toEqual([0, 3, 0])
})

test('days begin where the club’s day does', () => {
  const points = salesPoints(
    sales({
      ...{ by: 'day', since: '2026-02-28T15:00:00.000Z', until: '2026-03-01T16:00:00.000Z' },
      rows: [{ at: '2026-03-01T15:00:00.000Z', purchases: 1, units: 2, won: 0, gems: 10 }],
    }),
  )
  expect(points).toEqual([
    { at: '2026-02-28T15:00:00.000Z', units: 0 },
    { at: '2026-03-01T15:00:00.000Z', units: 2 },
  ])
})

test('what has never been on sale has no point', () => {
  expect(salesPoints(sales({ since: null, rows: [] }))).toEqual([])
})
