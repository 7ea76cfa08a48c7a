import { must, STANDARD_PRODUCTS } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { NEW_PRODUCT, type ProductDraft, productDraftOf, readProduct } from './product-draft.ts'

const BODY = {
  ...must(STANDARD_PRODUCTS['starter-package']).body,
  discount: { percent: 20, until: '2026-03-02T15:00:00.000Z' },
  window: { from: '2026-03-01T15:00:00.000Z', until: '2026-03-31T14:59:59.000Z' },
}
const DRAFT = productDraftOf('starter-package', 'limited', BODY)

describe('the form of a product', () => {
  test('gives back the body it was opened with, its times read in the club’s zone', () => {
    expect(DRAFT).toMatchObject({ from: '2026-03-02T00:00:00', until: '2026-03-31T23:59:59' })
    expect(readProduct(DRAFT)).toEqual({ body: BODY, wrong: new Set() })
  })

  test('of a new product lacks its SKU, its names, its price and its contents', () => {
    expect(readProduct(NEW_PRODUCT).wrong).toEqual(new Set(['nameEn', 'nameKo', 'contents', 'sku']))
    const rest = { nameEn: 'A', nameKo: '가', sku: 'ab', contents: [{ type: 'XP', item: '', amount: '5' }] } as const
    expect(readProduct({ ...NEW_PRODUCT, ...rest }).wrong).toEqual(new Set(['won']))
  })

  test.each<[string, Partial<ProductDraft>]>([
    ['sku', { sku: 'A Pack' }],
    ['won', { won: '1.5' }],
    ['gems', { gems: '-1' }],
    ['percent', { percent: '100' }],
    ['percentUntil', { percentUntil: 'tomorrow' }],
    ['until', { until: '2026-01-01T00:00' }],
    ['stock', { stock: 'My Stock' }],
    ['limits', { limits: { ever: '0', day: '', week: '', month: '' } }],
    ['tags', { tags: 'A B' }],
    ['image', { image: 'https://elsewhere.example' }],
    ['contents', { contents: [] }],
    ['contents', { contents: [{ type: 'ITEM', item: '', amount: '1' }] }],
  ])('marks %s: %j', (field, change) => {
    expect(readProduct({ ...DRAFT, ...change })).toEqual({ body: null, wrong: new Set([field]) })
  })
})
