import { expect, test } from 'vitest'
import type { Text } from '../text/LanguageProvider.tsx'
import { translate } from '../text/translate.ts'
import { currenciesOf, mostAtOnce, quote, wordContents, wordPrice } from './price-words.ts'

const textIn = (language: 'en' | 'ko') => ({ language, t: (key, ...args) => translate(language, key, ...args) }) as Text
const NOON = Date.parse('2026-07-01T12:00:00Z')
const tier = { discountBp: 0, maxDiscountBp: 0 }
const prices = { KRW: { list: 999, vip: 0, amount: 700 }, GEMS: null }

test('won and gems are written in the way of the language', () => {
  expect(wordPrice(12_000, 'KRW', textIn('en'))).toBe('₩12,000')
  expect(wordPrice(12_000, 'KRW', textIn('ko'))).toBe('12,000원')
  expect(wordPrice(1, 'GEMS', textIn('en'))).toBe('1 gem')
  expect(wordPrice(50, 'GEMS', textIn('ko'))).toBe('젬 50개')
})

test('several are priced together, so that the discount is rounded once as the server does', () => {
  const product = { prices, tier, discount: { percent: 30, until: null } }
  expect(quote(product, 'KRW', 1, NOON)).toEqual({ list: 999, discount: 299, promo: 0, vip: 0, amount: 700 })
  expect(quote(product, 'KRW', 3, NOON)).toEqual({ list: 2_997, discount: 899, promo: 0, vip: 0, amount: 2_098 })
  expect(quote(product, 'GEMS', 1, NOON)).toBeUndefined()
})

test('a discount that has ended is not in the price', () => {
  const product = { prices, tier, discount: { percent: 30, until: new Date(NOON).toISOString() } }
  expect(quote(product, 'KRW', 1, NOON - 1)?.amount).toBe(700)
  expect(quote(product, 'KRW', 1, NOON)?.amount).toBe(999)
})

test('a product is paid with what it has a price in', () => {
  expect(currenciesOf({ prices })).toEqual(['KRW'])
  expect(currenciesOf({ prices: { KRW: prices.KRW, GEMS: prices.KRW } })).toEqual(['KRW', 'GEMS'])
})

test.each([
  [null, null, 100],
  [3, null, 3],
  [null, 2, 2],
  [5, 2, 2],
  [0, 0, 1],
])('with a limit of %s and %s left, at most %d are bought at once', (userLeft, stockLeft, most) => {
  expect(mostAtOnce({ userLeft, stockLeft }, 100)).toBe(most)
})

test('contents are told for all that is bought, items by their name', () => {
  const contents = [
    { type: 'GEM', amount: 500 },
    { type: 'ITEM', item: 'lucky-charm', quantity: 2 },
    { type: 'CONTENT_UNLOCK', content: 'backstage' },
  ] as const
  const nameIn = (id: string) => `the ${id}`
  expect(wordContents(contents, 3, textIn('en'), nameIn)).toEqual([
    'Gems +1,500',
    'the lucky-charm ×6',
    'unlocked: backstage',
  ])
})
