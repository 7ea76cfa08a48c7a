import Stripe from 'stripe'
import type { PaymentAnswer } from './provider.ts'
import { paymentOfIntent } from './stripe-payment.ts'

/** What a failed call came to; `alarm`: it fails until an operator does something. */
export interface FailedCall {
  readonly answer: PaymentAnswer
  readonly alarm?: 'key' | 'call'
}

const unknown = (why: string): PaymentAnswer => ({ kind: 'unknown', why })

/** The client throws this error's intent as it came over the wire, or only its id. */
const isIntent = (value: unknown): value is Stripe.PaymentIntent =>
  typeof value === 'object' && value !== null && 'status' in value && 'amount' in value

/**
 * What is known after a call failed. Only Stripe's definite word about the request or the card is a refusal; whatever may
 * have happened all the same (no answer, 409, 429, 5xx) is unknown, and so is a wrong key of ours, which is no decline.
 */
export function failedCall(error: unknown): FailedCall {
  if (!(error instanceof Stripe.errors.StripeError)) {
    return { answer: unknown(error instanceof Error ? error.name : 'no answer') }
  }
  const { statusCode, code, decline_code } = error
  if (error instanceof Stripe.errors.StripeCardError) {
    const { payment_intent } = error
    if (isIntent(payment_intent)) return { answer: { kind: 'done', payment: paymentOfIntent(payment_intent) } }
    return { answer: { kind: 'refused', code: decline_code ?? code ?? 'card_error' } }
  }
  if (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  ) {
    return { answer: unknown(`status ${statusCode}`), alarm: 'key' }
  }
  // The key was used for something else: what it was used for may well have happened.
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return { answer: unknown('idempotency_error'), alarm: 'call' }
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return { answer: { kind: 'refused', code: code ?? 'invalid_request' } }
  }
  return { answer: unknown(statusCode === undefined ? error.type : `status ${statusCode}`) }
}

/** Whether Stripe says that what was asked for by its id is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404

/** Whether this key was used before, for another request. */
export const isKeyUsed = (error: unknown): boolean => error instanceof Stripe.errors.StripeIdempotencyError

/** Whether the request was understood and will not be followed as things stand. */
export const isRefusedRequest = (error: unknown): boolean => error instanceof Stripe.errors.StripeInvalidRequestError
