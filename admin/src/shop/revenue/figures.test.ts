import { expect, test } from 'vitest'
import { conversionOf, type RevenueRow, rowsOf, totalOf } from './figures.ts'

const aRow = (changes: Partial<RevenueRow>): RevenueRow => ({
  ...{ key: '2026-03-02', begun: 4, granted: 3, buyers: 2, won: 15_000, gems: 50, refundedWon: 5_000, promoWon: 500 },
  ...changes,
})
const range = { from: '2026-03-01', until: '2026-03-03' }

test('a day without a purchase is a day of zeros', () => {
  const rows = rowsOf([aRow({})], range, 'day')
  expect(rows.map(({ key, won }) => [key, won])).toEqual([
    ['2026-03-01', 0],
    ['2026-03-02', 15_000],
    ['2026-03-03', 0],
  ])
})

test('products and codes are shown as they are told', () => {
  const rows = [aRow({ key: 'gems' }), aRow({ key: null })]
  expect(rowsOf(rows, range, 'product')).toEqual(rows)
})

test('won and gems are added apart, refunds beside them', () => {
  expect(totalOf([aRow({}), aRow({ won: 1, gems: 0, refundedWon: 0 })])).toEqual({
    begun: 8,
    granted: 6,
    won: 15_001,
    gems: 50,
    refundedWon: 5_000,
    promoWon: 1_000,
  })
})

test('the conversion is of what was begun, and nothing where nothing was', () => {
  expect(conversionOf({ begun: 4, granted: 3 })).toBe(75)
  expect(conversionOf({ begun: 0, granted: 0 })).toBeNull()
})
