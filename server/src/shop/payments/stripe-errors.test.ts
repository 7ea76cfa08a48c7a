import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { failedCall } from './stripe-errors.ts'

const { errors } = Stripe
const raw = (statusCode: number, more: object = {}) =>
  ({ message: 'as Stripe words it', statusCode, headers: {}, requestId: 'req_1', ...more }) as never

test.each([
  ['a declined card', new errors.StripeCardError(raw(402, { decline_code: 'lost_card' })), 'refused', 'lost_card'],
  [
    'a wrong request',
    new errors.StripeInvalidRequestError(raw(400, { code: 'amount_too_small' })),
    'refused',
    'amount_too_small',
  ],
])('%s is a refusal', (_, error, kind, code) => {
  expect(failedCall(error)).toEqual({ answer: { kind, code } })
})

test.each([
  ['no connection', new errors.StripeConnectionError(raw(0))],
  ['an error of its own', new errors.StripeAPIError(raw(500))],
  ['a lock', new errors.StripeAPIError(raw(409))],
  ['too many at once', new errors.StripeRateLimitError(raw(429))],
  ['no error of Stripe’s at all', new TypeError('whatever')],
  ['no error at all', 'whatever'],
])('%s says nothing of what happened', (_, error) => {
  expect(failedCall(error)).toEqual({ answer: { kind: 'unknown', why: expect.any(String) } })
})

test('a key that is not taken is an alarm and no decline', () => {
  for (const error of [new errors.StripeAuthenticationError(raw(401)), new errors.StripePermissionError(raw(403))]) {
    expect(failedCall(error)).toMatchObject({ answer: { kind: 'unknown' }, alarm: 'key' })
  }
  expect(failedCall(new errors.StripeIdempotencyError(raw(400)))).toMatchObject({
    answer: { kind: 'unknown' },
    alarm: 'call',
  })
})

test('a decline that comes with its intent is told as that', () => {
  const payment_intent = {
    ...{ id: 'pi_1', amount: 5_000, currency: 'krw', created: 1, metadata: {}, status: 'requires_payment_method' },
    ...{ last_payment_error: { code: 'card_declined' }, next_action: null, latest_charge: null },
  }
  expect(failedCall(new errors.StripeCardError(raw(402, { payment_intent })))).toMatchObject({
    answer: { kind: 'done', payment: { state: 'declined', declineCode: 'card_declined' } },
  })
})
