import { describe, expect, test } from 'vitest'
import type { Payment } from '../payments/provider.ts'
import { reconcile } from './reconcile.ts'
import type { OwnPayment } from './reports.store.ts'

const NOON = new Date('2026-03-02T12:00:00Z')
const aPayment = (changes: Partial<Payment> = {}): Payment => ({
  paymentId: 'pay_1',
  orderId: 'order-1',
  state: 'captured',
  amount: 5_000,
  currency: 'KRW',
  refunded: 0,
  createdAt: NOON,
  ...changes,
})
const DAY = { from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-03T00:00:00Z') }
const ours = (changes: Partial<OwnPayment> = {}): ReadonlyMap<string, OwnPayment> =>
  new Map([
    ['order-1', { orderId: 'order-1', createdAt: NOON, status: 'granted', amount: 5_000, refunded: 0, ...changes }],
  ])
const faultsOf = (payments: Payment[], purchases = ours()) =>
  reconcile(DAY, payments, purchases).faults.map(({ fault }) => fault)

describe('a reconciliation', () => {
  test('finds nothing where every payment is a grant of the same amount', () => {
    expect(reconcile(DAY, [aPayment()], ours())).toEqual({
      payments: 1,
      purchases: 1,
      capturedWon: 5_000,
      refundedWon: 0,
      faults: [],
    })
  })

  test.each<[string, Payment[], ReadonlyMap<string, OwnPayment>]>([
    ['UNKNOWN_ORDER', [aPayment()], new Map()],
    ['AMOUNT_DIFFERS', [aPayment({ amount: 4_999 })], ours()],
    ['CAPTURED_NOT_GRANTED', [aPayment()], ours({ status: 'failed' })],
    ['CAPTURED_NOT_GRANTED', [aPayment({ state: 'authorized' })], ours({ status: 'voided' })],
    ['GRANTED_NOT_CAPTURED', [aPayment({ state: 'voided' })], ours()],
    ['REFUND_DIFFERS', [aPayment({ refunded: 1_000 })], ours()],
    ['REFUND_DIFFERS', [aPayment()], ours({ refunded: 1_000 })],
    ['MISSING_AT_PROVIDER', [], ours()],
  ])('names %s', (fault, payments, purchases) => {
    expect(faultsOf(payments, purchases)).toEqual([fault])
  })

  test.each<[string, Payment[], ReadonlyMap<string, OwnPayment>]>([
    ['a purchase that is under way', [aPayment({ state: 'authorized' })], ours({ status: 'capturing' })],
    ['a void of an order we gave up before it came', [aPayment({ state: 'voided' })], new Map()],
    [
      'a payment given back whole',
      [aPayment({ state: 'refunded', refunded: 5_000 })],
      ours({ status: 'refunded', refunded: 5_000 }),
    ],
    [
      'a payment given back since it could not be granted',
      [aPayment({ state: 'refunded', refunded: 5_000 })],
      ours({ status: 'voided' }),
    ],
    ['a declined payment of a failed purchase', [aPayment({ state: 'declined' })], ours({ status: 'failed' })],
  ])('takes %s for no fault', (_, payments, purchases) => {
    expect(faultsOf(payments, purchases)).toEqual([])
  })

  test('misses nothing whose two beginnings lie on both sides of its edge', () => {
    const [early, late] = [new Date(DAY.from.getTime() - 1_000), new Date(DAY.until.getTime() + 1_000)]
    expect(faultsOf([aPayment({ createdAt: late })])).toEqual([])
    expect(faultsOf([aPayment({ createdAt: early })])).toEqual([])
    // Ours began outside: it is another time's.
    const elsewhere = ours({ createdAt: late, status: 'failed' })
    expect(reconcile(DAY, [aPayment()], elsewhere)).toMatchObject({
      payments: 0,
      purchases: 0,
      capturedWon: 0,
      faults: [],
    })
    // Nobody's is told of once, where it began.
    expect(faultsOf([aPayment({ createdAt: late })], new Map())).toEqual([])
  })
})
