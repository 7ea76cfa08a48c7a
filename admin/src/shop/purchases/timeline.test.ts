import type { PurchaseDetail } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { stepsOf } from './timeline.ts'

const at = (second: number) => `2026-03-01T09:00:${String(second).padStart(2, '0')}.000Z`
const nothing = { coins: 0, gems: 0, tickets: 0 }

const aRefund = (changes: Partial<PurchaseDetail['refunds'][number]> = {}): PurchaseDetail['refunds'][number] => ({
  ...{ id: 7, orderId: 'o_123456', userId: 1, nickname: 'Mina', sku: 'gems', amount: 2_000, cause: 'admin' },
  ...{ reason: 'he asked', status: 'done', requestedBy: 'anna', requestedAt: at(10), decidedBy: null },
  ...{ decidedAt: null, endedAt: at(12), taken: nothing, missing: nothing },
  ...changes,
})

const aPurchase = (changes: Partial<PurchaseDetail> = {}): PurchaseDetail => ({
  ...{ id: 'o_123456', userId: 1, nickname: 'Mina', at: at(1), sku: 'gems', version: 1, quantity: 1, currency: 'KRW' },
  ...{ list: 5_000, discount: 0, promo: 0, vip: 0, amount: 5_000, promoCode: null, status: 'granted', reason: null },
  ...{ hold: 'sold', provider: 'sandbox', paymentId: 'pay_1', refunded: 0, receiptCode: null, endedAt: null },
  ...{ name: null, contents: null, promoId: null, receipt: null, refundable: 5_000, checks: [], intact: true },
  timeline: [
    { at: at(1), from: null, to: 'authorizing', cause: 'buy', detail: {} },
    { at: at(2), from: 'authorizing', to: 'capturing', cause: 'authorized', detail: { paymentId: 'pay_1' } },
    { at: at(3), from: 'capturing', to: 'granted', cause: 'grant', detail: { seq: 4 } },
  ],
  webhooks: [],
  refunds: [],
  ...changes,
})

describe('the way of a payment', () => {
  test('tells who did what about how much, with the provider’s reference', () => {
    expect(stepsOf(aPurchase()).map(({ who, amount, reference }) => [who, amount, reference])).toEqual([
      ['player', 5_000, null],
      ['provider', 5_000, 'pay_1'],
      ['club', 5_000, 'pay_1'],
    ])
  })

  test('puts events of the provider, refunds and admins between its own steps, by time', () => {
    const steps = stepsOf(
      aPurchase({
        webhooks: [{ id: 'evt_1', type: 'payment.captured', at: at(4), handledAt: null }],
        checks: [{ at: at(5), admin: 'bert' }],
        refunds: [aRefund({ decidedBy: 'carl', decidedAt: at(11) })],
      }),
    )
    expect(steps.slice(3).map(({ what, who, reference }) => [what.kind, who, reference])).toEqual([
      ['told', 'provider', 'evt_1'],
      ['check', { admin: 'bert' }, null],
      ['asked', { admin: 'anna' }, '#7'],
      ['approved', { admin: 'carl' }, '#7'],
    ])
  })

  test('names a charge-back as the provider’s and a booked refund with its own amount', () => {
    const booked: PurchaseDetail['timeline'][number] = {
      at: at(12),
      from: 'granted',
      to: 'granted',
      cause: 'refund',
      detail: { refundId: 7, amount: 2_000 },
    }
    const purchase = aPurchase({ timeline: [booked], refunds: [aRefund({ cause: 'chargeback', requestedBy: null })] })
    expect(stepsOf(purchase).map(({ who, amount }) => [who, amount])).toEqual([
      ['provider', 2_000],
      ['provider', 2_000],
    ])
  })

  test.each([
    ['rejected', aRefund({ status: 'rejected', decidedBy: 'carl', decidedAt: at(11) }), ['asked', 'rejected']],
    ['failed', aRefund({ status: 'failed' }), ['asked', 'failed']],
    ['waiting', aRefund({ status: 'waiting', endedAt: null }), ['asked']],
  ] as const)('shows a refund that is %s', (_, refund, kinds) => {
    expect(stepsOf(aPurchase({ timeline: [], refunds: [refund] })).map(({ what }) => what.kind)).toEqual(kinds)
  })
})
