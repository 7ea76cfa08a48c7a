import { describe, expect, test } from 'vitest'
import { priceOf } from './price.ts'
import { type ProductBody, productBodySchema } from './product.ts'

const NOW = Date.parse('2027-01-01T00:00:00Z')
const aProduct = (changes: object = {}): ProductBody =>
  productBodySchema.parse({
    name: { en: 'A package', ko: '패키지' },
    description: { en: '', ko: '' },
    prices: { KRW: 999, GEMS: null },
    contents: [{ type: 'GEM', amount: 1 }],
    ...changes,
  })
const of = (product: ProductBody, more: object = {}) =>
  priceOf(product, { currency: 'KRW', quantity: 1, nowMs: NOW, ...more })

describe('a price', () => {
  test('is its list price, so many times', () => {
    expect(of(aProduct(), { quantity: 3 })).toEqual({ list: 2_997, discount: 0, promo: 0, vip: 0, amount: 2_997 })
  })

  test('is none in a currency it is not sold for', () => {
    expect(of(aProduct(), { currency: 'GEMS' })).toBeUndefined()
  })

  test('is lower by whole won until its discount ends, to the millisecond', () => {
    const product = aProduct({ discount: { percent: 10, until: '2027-01-01T00:00:00.000Z' } })
    expect(of(product, { nowMs: NOW - 1 })).toEqual({ list: 999, discount: 99, promo: 0, vip: 0, amount: 900 })
    expect(of(product)).toMatchObject({ discount: 0, amount: 999 })
  })

  test.each([
    ['a share of what the discount leaves', { kind: 'percent', value: 50, currency: null, maxDiscount: null }, 450],
    ['a share, up to its most', { kind: 'percent', value: 50, currency: null, maxDiscount: 100 }, 100],
    ['an amount', { kind: 'amount', value: 300, currency: 'KRW', maxDiscount: null }, 300],
    ['no more than is left to pay', { kind: 'amount', value: 5_000, currency: 'KRW', maxDiscount: null }, 900],
  ])('is lower by a code of %s', (_, promo, off) => {
    const product = aProduct({ discount: { percent: 10, until: null } })
    expect(of(product, { promo })).toEqual({ list: 999, discount: 99, promo: off, vip: 0, amount: 900 - off })
  })

  test.each([1, 3, 999, 12_345, 100_000_000])(
    'of %i each is whole, never below zero, and what its parts come to',
    (each) => {
      for (let percent = 1; percent <= 99; percent++) {
        const product = aProduct({ prices: { KRW: each, GEMS: null }, discount: { percent, until: null } })
        for (let value = 1; value <= 100; value += 3) {
          const promo = { kind: 'percent' as const, value, currency: null, maxDiscount: null }
          const {
            list,
            discount,
            promo: off,
            amount,
          } = of(product, { quantity: value, promo }) ?? expect.fail('no price')
          const parts = [list, discount, off, amount]
          if (parts.every((part) => Number.isSafeInteger(part) && part >= 0) && amount === list - discount - off)
            continue
          expect.fail(`${each} by ${value}, ${percent} % off: ${parts}`)
        }
      }
    },
  )
})

describe('a product is refused', () => {
  test.each<[string, object]>([
    ['without a price', { prices: { KRW: null, GEMS: null } }],
    ['for nothing', { prices: { KRW: 0, GEMS: null } }],
    ['for less than nothing', { prices: { KRW: -1, GEMS: null } }],
    ['for part of a won', { prices: { KRW: 0.5, GEMS: null } }],
    ['with nothing in it', { contents: [] }],
    ['whose window ends before it begins', { window: { from: '2027-01-02T00:00:00Z', until: '2027-01-01T00:00:00Z' } }],
    ['with a discount of everything', { discount: { percent: 100, until: null } }],
    ['with a limit of none', { userLimits: { ever: 0 } }],
    ['with a picture from elsewhere', { image: 'https://elsewhere.example/x.png' }],
    ['with a field nobody knows', { cost: 1 }],
  ])('%s', (_, changes) => {
    expect(() => aProduct(changes)).toThrow()
  })
})

describe('a tier', () => {
  const product = aProduct({ prices: { KRW: 10_000, GEMS: null }, discount: { percent: 10, until: null } })
  const tier = { discountBp: 500, maxDiscountBp: 5_000 }
  const half = { kind: 'percent' as const, value: 40, currency: null, maxDiscount: null }

  test('takes its share of what the discount of the product leaves', () => {
    expect(of(product, { tier })).toEqual({ list: 10_000, discount: 1_000, promo: 0, vip: 450, amount: 8_550 })
  })

  test('leaves a code what it is worth to anybody, and gives way itself where all would pass the cap', () => {
    expect(of(product, { tier, promo: half })).toMatchObject({ promo: 3_600, vip: 400, amount: 5_000 })
    const capped = { discountBp: 500, maxDiscountBp: 3_000 }
    expect(of(product, { tier: capped, promo: half })).toMatchObject({ promo: 3_600, vip: 0, amount: 5_400 })
  })

  test('never makes a price higher, nor lower than nothing', () => {
    for (let discountBp = 0; discountBp <= 5_000; discountBp += 250) {
      for (let percent = 1; percent <= 100; percent += 9) {
        const promo = { ...half, value: percent }
        const [with_, without] = [{ discountBp, maxDiscountBp: 9_000 }, undefined].map(
          (each) => of(product, { promo, tier: each })?.amount ?? -1,
        )
        expect(with_).toBeLessThanOrEqual(without ?? -1)
        expect(with_).toBeGreaterThanOrEqual(0)
      }
    }
  })
})
