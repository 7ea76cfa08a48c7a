import { expect, test } from 'vitest'
import { createPendingPurchases, type PendingPurchase } from './pending-purchases.ts'

/** Web storage without a browser. */
function aStorage(text?: string) {
  const items = new Map<string, string>(text === undefined ? [] : [['casino-club.purchases', text]])
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    items,
  }
}

const aPurchase = (idempotencyKey: string, userId = 1): PendingPurchase => ({
  userId,
  request: { sku: 'gems', quantity: 1, currency: 'KRW', expectedPrice: 5_000, idempotencyKey },
})

test('a kept purchase survives a page load, with its key and its price', () => {
  const storage = aStorage()
  createPendingPurchases(storage).keep(aPurchase('key-aaaa'))
  expect(createPendingPurchases(storage).of(1)).toEqual([aPurchase('key-aaaa')])
})

test('a settled purchase is forgotten, the others stay in order', () => {
  const storage = aStorage()
  const pending = createPendingPurchases(storage)
  for (const key of ['key-aaaa', 'key-bbbb', 'key-cccc']) pending.keep(aPurchase(key))
  pending.settle('key-bbbb')
  expect(pending.of(1)).toEqual([aPurchase('key-aaaa'), aPurchase('key-cccc')])
  pending.settle('key-aaaa')
  pending.settle('key-cccc')
  expect(storage.items.size).toBe(0)
})

test('another player in the same tab does not buy it', () => {
  const pending = createPendingPurchases(aStorage())
  pending.keep(aPurchase('key-aaaa', 1))
  expect(pending.of(2)).toEqual([])
})

test.each(['', 'null', '{"a":1}', '[1,null,{"userId":1}]', '[{"userId":1,"request":{"sku":"gems"}}]'])(
  'what is no list of purchases counts as none: %s',
  (text) => {
    expect(createPendingPurchases(aStorage(text)).of(1)).toEqual([])
  },
)
