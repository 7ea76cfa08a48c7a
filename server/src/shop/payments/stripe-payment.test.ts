import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { paymentOfIntent, paymentOfSession, takenBy } from './stripe-payment.ts'

const anIntent = (changes: object = {}): Stripe.PaymentIntent =>
  ({
    ...{ id: 'pi_1', amount: 5_000, amount_received: 0, currency: 'krw', created: 1_790_000_000 },
    ...{ metadata: { order_id: 'o_1' }, status: 'requires_capture', latest_charge: null, last_payment_error: null },
    ...{ next_action: null, ...changes },
  }) as unknown as Stripe.PaymentIntent
const captured = (refunded = 0) =>
  anIntent({ status: 'succeeded', amount_received: 5_000, latest_charge: { amount_refunded: refunded } })
const aSession = (changes: object = {}): Stripe.Checkout.Session =>
  ({
    ...{ id: 'cs_1', amount_total: 5_000, currency: 'krw', created: 1_790_000_000, metadata: { order_id: 'o_1' } },
    ...{ status: 'open', url: 'https://pay.example/cs_1', payment_intent: null, ...changes },
  }) as unknown as Stripe.Checkout.Session
const declined = { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } }

describe('an intent', () => {
  test.each([
    [anIntent(), { state: 'authorized', amount: 5_000, currency: 'KRW', refunded: 0, orderId: 'o_1' }],
    [anIntent({ status: 'requires_payment_method' }), { state: 'pending' }],
    [anIntent(declined), { state: 'declined', declineCode: 'card_declined' }],
    [anIntent({ status: 'processing' }), { state: 'pending' }],
    [anIntent({ status: 'a state of tomorrow' }), { state: 'pending' }],
    [anIntent({ status: 'canceled' }), { state: 'voided' }],
    [captured(), { state: 'captured', amount: 5_000, refunded: 0 }],
    [captured(2_000), { state: 'captured', refunded: 2_000 }],
    [captured(5_000), { state: 'refunded', refunded: 5_000 }],
    [anIntent({ metadata: {} }), { orderId: '' }],
  ])('%#: is told as the port has it', (intent, wanted) => {
    expect(paymentOfIntent(intent)).toMatchObject(wanted)
  })

  test('is given back as far as disputes took it, and never more than was captured', () => {
    expect(paymentOfIntent(captured(), 1_000)).toMatchObject({ state: 'captured', refunded: 1_000 })
    expect(paymentOfIntent(captured(2_000), 5_000)).toMatchObject({ state: 'refunded', refunded: 5_000 })
  })
})

describe('a page', () => {
  test.each([
    [aSession(), { state: 'pending', paymentId: 'cs_1', payUrl: 'https://pay.example/cs_1' }],
    [aSession({ payment_intent: anIntent(declined) }), { state: 'pending', paymentId: 'cs_1' }],
    [aSession({ status: 'complete', url: null, payment_intent: anIntent(declined) }), { state: 'declined' }],
    [
      aSession({ status: 'complete', url: null, payment_intent: anIntent() }),
      { state: 'authorized', paymentId: 'pi_1' },
    ],
    [aSession({ status: 'expired', url: null }), { state: 'voided' }],
    [aSession({ status: 'expired', payment_intent: captured() }), { state: 'captured', paymentId: 'pi_1' }],
  ])('%#: says what its intent says once that is beyond it', (session, wanted) => {
    expect(paymentOfSession(session)).toMatchObject(wanted)
  })
})

test('a dispute takes money from its beginning until it is won; an inquiry takes none', () => {
  const ofStatus = (status: string) => takenBy([{ status, amount: 5_000 }])
  for (const status of ['needs_response', 'under_review', 'lost']) expect(ofStatus(status)).toBe(5_000)
  for (const status of ['won', 'prevented', 'warning_needs_response', 'warning_closed'])
    expect(ofStatus(status)).toBe(0)
})
