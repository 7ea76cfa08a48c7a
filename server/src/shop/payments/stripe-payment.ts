import type Stripe from 'stripe'
import type { Payment, PaymentState } from './provider.ts'

/** The name that our order has in the metadata of everything we make at Stripe. */
export const ORDER = 'order_id'

/** Won have no smaller unit, and Stripe counts a currency in its smallest: what it calls 5000 is 5,000 won. */
export const CURRENCY = 'krw'

/**
 * Disputes in which the money is not with us: Stripe takes it out when a dispute begins, and an inquiry (`warning_…`) takes
 * nothing.
 */
const TAKEN: ReadonlySet<string> = new Set([
  'needs_response',
  'under_review',
  'lost',
  'appeal_needs_response',
  'appeal_under_review',
])

/** Whole won that disputes have taken out of a payment. */
export const takenBy = (disputes: readonly Pick<Stripe.Dispute, 'status' | 'amount'>[]): number =>
  disputes.reduce((sum, { status, amount }) => (TAKEN.has(status) ? sum + amount : sum), 0)

const orderIn = (metadata: Stripe.Metadata | null): string => metadata?.[ORDER] ?? ''
const upper = (currency: string | null): string => (currency ?? '').toUpperCase()
const at = (seconds: number): Date => new Date(seconds * 1_000)

/** The last charge of an intent that was asked for with it; undefined: there is none. */
export function chargeOf({ latest_charge }: Stripe.PaymentIntent): Stripe.Charge | undefined {
  return latest_charge !== null && typeof latest_charge !== 'string' ? latest_charge : undefined
}

function stateOf(intent: Stripe.PaymentIntent, refunded: number): PaymentState {
  switch (intent.status) {
    case 'requires_capture':
      return 'authorized'
    case 'succeeded':
      return refunded >= intent.amount_received ? 'refunded' : 'captured'
    case 'canceled':
      return 'voided'
    case 'requires_payment_method':
      return intent.last_payment_error === null ? 'pending' : 'declined'
    default:
      return 'pending'
  }
}

/**
 * A payment that is not (any more) on Stripe's own page, as the port tells of it. `taken`: whole won that disputes took out.
 * A new card could still be tried for one that was declined, but only by who knows its client secret: we tell it nobody.
 */
export function paymentOfIntent(intent: Stripe.PaymentIntent, taken = 0): Payment {
  const captured = intent.status === 'succeeded'
  const amount = captured ? intent.amount_received : intent.amount
  const refunded = captured ? Math.min(amount, (chargeOf(intent)?.amount_refunded ?? 0) + taken) : 0
  const state = stateOf(intent, refunded)
  const declineCode = intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code
  const payUrl = intent.next_action?.redirect_to_url?.url
  return {
    paymentId: intent.id,
    orderId: orderIn(intent.metadata),
    state,
    amount,
    currency: upper(intent.currency),
    refunded,
    createdAt: at(intent.created),
    ...(state === 'declined' && declineCode && { declineCode }),
    ...(state === 'pending' && payUrl && { payUrl }),
  }
}

/** The intent of a session that was asked for with it; undefined: the player has not tried to pay. */
export function intentOf({ payment_intent }: Stripe.Checkout.Session): Stripe.PaymentIntent | undefined {
  return payment_intent !== null && typeof payment_intent !== 'string' ? payment_intent : undefined
}

/** States of an intent in which the page has nothing to say any more. */
const BEYOND_THE_PAGE: ReadonlySet<string> = new Set(['requires_capture', 'succeeded', 'canceled'])

function stateOfPage(session: Stripe.Checkout.Session): PaymentState {
  if (session.status === 'expired') return 'voided'
  const isOver = session.status === 'complete' && intentOf(session)?.status === 'requires_payment_method'
  return isOver ? 'declined' : 'pending'
}

/** A payment on Stripe's page: pending while the page is open, whatever card was declined there, since another may do. */
export function paymentOfSession(session: Stripe.Checkout.Session, taken = 0): Payment {
  const intent = intentOf(session)
  if (intent && BEYOND_THE_PAGE.has(intent.status)) return paymentOfIntent(intent, taken)
  const state = stateOfPage(session)
  return {
    paymentId: session.id,
    orderId: orderIn(session.metadata),
    state,
    amount: session.amount_total ?? 0,
    currency: upper(session.currency),
    refunded: 0,
    createdAt: at(session.created),
    ...(state === 'pending' && session.url && { payUrl: session.url }),
  }
}
