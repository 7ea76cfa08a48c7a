import type { ProductBody, ProductProblemCode } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { checkProduct, type ProductSurroundings } from './check-product.ts'

const NOON = Date.parse('2026-03-01T12:00:00.000Z')
const BODY: ProductBody = {
  name: { en: 'A package', ko: '패키지' },
  description: { en: '', ko: '' },
  prices: { KRW: 5_000, GEMS: null },
  contents: [{ type: 'GEM', amount: 500 }],
  discount: { percent: 10, until: '2026-03-01T12:00:00.001Z' },
  requiredRank: 'STANDARD',
  window: { from: null, until: '2026-03-01T12:00:00.001Z' },
  stock: 'stars',
  userLimits: {},
  tags: [],
  image: null,
}
const AROUND: ProductSurroundings = { effectiveMs: NOON, missingItems: [], stockIsThere: true, unknownSegments: [] }

const codesOf = (body: Partial<ProductBody>, around: Partial<ProductSurroundings> = {}) =>
  checkProduct({ ...BODY, ...body }, { ...AROUND, ...around }).map(({ code }) => code)

test('a body that ends after it begins, of known things, may be published', () => {
  expect(codesOf({})).toEqual([])
})

const problems: Record<ProductProblemCode, [Partial<ProductBody>, Partial<ProductSurroundings>?]> = {
  ITEM_UNAVAILABLE: [{}, { missingItems: ['hat'] }],
  WINDOW_OVER: [{ window: { from: null, until: '2026-03-01T12:00:00.000Z' } }],
  DISCOUNT_OVER: [{ discount: { percent: 10, until: '2026-03-01T12:00:00.000Z' } }],
  STOCK_UNKNOWN: [{}, { stockIsThere: false }],
  SEGMENT_UNKNOWN: [{ segments: ['lifecycle:GONE'] }, { unknownSegments: ['lifecycle:GONE'] }],
  PRICE_TOO_LARGE: [{ prices: { KRW: Number.MAX_SAFE_INTEGER, GEMS: null } }],
  CONTENTS_TOO_LARGE: [{ contents: [{ type: 'COIN', amount: Number.MAX_SAFE_INTEGER }] }],
}
test.each(Object.entries(problems))('is kept from being published: %s', (code, [body, around]) => {
  expect(codesOf(body, around)).toEqual([code])
})

test('contents that only one purchase of one unit may hold are counted once', () => {
  const contents = [{ type: 'COIN' as const, amount: Number.MAX_SAFE_INTEGER }]
  expect(codesOf({ contents, userLimits: { ever: 1 } })).toEqual([])
})
