import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Purchase } from './purchases/purchase.types.ts'
import { integrityOf, Receipts, receiptCodeOf, receiptKeys, shopKey } from './receipts.ts'

const OLD = `k1:${'a'.repeat(32)}`
const NEW = `k2:${'b'.repeat(32)}`
const purchase = {
  ...{ orderId: 'o_123456', userId: 7, sku: 'gems', version: 1, quantity: 2, currency: 'KRW' },
  ...{ list: 10_000, discount: 1_000, promo: 500, vip: 0, amount: 8_500, createdAt: new Date(0) },
} as Purchase
const receiptOf = (...keys: string[]) => new Receipts(receiptKeys(keys)).sign('R-1', purchase, '2027-01-01T00:00:00Z')

describe('a receipt', () => {
  test('is known by its bytes, and by no others', () => {
    const receipt = receiptOf(OLD)
    const receipts = new Receipts(receiptKeys([OLD]))
    expect(receipts.verify(receipt)).toBe(true)
    fc.assert(
      fc.property(fc.nat(receipt.body.length - 1), fc.integer({ min: 1, max: 127 }), (at, by) => {
        const bent = [...receipt.body]
        bent[at] = String.fromCharCode((receipt.body.charCodeAt(at) ^ by) & 127)
        const body = bent.join('')
        return body === receipt.body || !receipts.verify({ ...receipt, body })
      }),
    )
  })

  test('is known by the old key while it is kept, and no longer', () => {
    const receipt = receiptOf(OLD)
    expect(receiptOf(NEW, OLD).keyId).toBe('k2')
    expect(new Receipts(receiptKeys([NEW, OLD])).verify(receipt)).toBe(true)
    expect(new Receipts(receiptKeys([NEW])).verify(receipt)).toBe(false)
  })

  test.each([
    ['no signature', { signature: '' }],
    ['a short one', { signature: 'abc' }],
    ['another key', { keyId: 'k9' }],
  ])('is refused with %s', (_, changes) => {
    expect(new Receipts(receiptKeys([OLD])).verify({ ...receiptOf(OLD), ...changes })).toBe(false)
  })

  test('has a code that is read without mistakes', () => {
    expect(receiptCodeOf(Buffer.alloc(10))).toBe('R-0000-0000-0000-0000')
    expect(receiptCodeOf(Buffer.alloc(10, 255))).toBe('R-ZZZZ-ZZZZ-ZZZZ-ZZZZ')
  })
})

test('a seal differs with every field that never changes, and with the key', () => {
  const key = shopKey('a secret', 'integrity')
  const seals = [
    purchase,
    { ...purchase, orderId: 'o_123457' },
    { ...purchase, userId: 8 },
    { ...purchase, quantity: 3 },
    { ...purchase, currency: 'GEMS' as const },
    { ...purchase, list: 10_001 },
    { ...purchase, discount: 1_001 },
    { ...purchase, promo: 501 },
    { ...purchase, vip: 1 },
    { ...purchase, createdAt: new Date(1) },
  ].map((each) => integrityOf(key, each).toString('hex'))
  seals.push(integrityOf(shopKey('another secret', 'integrity'), purchase).toString('hex'))
  expect(new Set(seals).size).toBe(seals.length)
})
