import { accept, type Result, refuse } from '@casino-club/shared'
import Stripe from 'stripe'
import { z } from 'zod'
import type { RawDelivery, VerifiedDelivery, WebhookEvent } from './provider.ts'
import { ORDER } from './stripe-payment.ts'

const TOLERANCE_SECONDS = 300

/** Events of a payment that goes on or ends. */
const ON_ITS_WAY: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.expired',
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
])
/** Events of money that goes back, or comes again. */
const MONEY_BACK: ReadonlySet<string> = new Set([
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
  'refund.failed',
])
/** What no state of ours follows: money that was on its way back and has come again. */
const ALARMS: ReadonlySet<string> = new Set(['charge.dispute.funds_reinstated', 'refund.failed'])

/** What we read of an event; of all else we know nothing, and keep nothing: it may be about a person. */
const eventSchema = z.object({
  id: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .max(255),
  type: z.string().max(200),
  created: z.number().int(),
  data: z.object({
    object: z.object({
      object: z.string().optional(),
      id: z.string().optional(),
      status: z.string().nullish(),
      amount: z.number().optional(),
      amount_refunded: z.number().optional(),
      currency: z.string().nullish(),
      payment_intent: z.string().nullish().catch(undefined),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
})
type StripeEvent = z.infer<typeof eventSchema>

function readEvent({ type, data }: StripeEvent): WebhookEvent | undefined {
  const moneyBack = MONEY_BACK.has(type)
  if (!moneyBack && !ON_ITS_WAY.has(type)) return undefined
  const { metadata, payment_intent } = data.object
  // A dispute has metadata of its own: its payment leads to the order.
  return {
    type,
    orderId: metadata?.[ORDER] ?? null,
    moneyBack,
    ...(payment_intent && { paymentId: payment_intent }),
    ...(ALARMS.has(type) && { alarm: true as const }),
  }
}

function kept({ data, ...event }: StripeEvent): string {
  const { metadata, ...object } = data.object
  return JSON.stringify({ ...event, object: { ...object, [ORDER]: metadata?.[ORDER] } })
}

/** Secrets are tried one after another: while they are changed, Stripe signs with both, or with the one we do not know yet. */
function verified(secrets: readonly string[], { body, nowSeconds }: RawDelivery, signature: string): unknown {
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(
        body,
        signature,
        secret,
        TOLERANCE_SECONDS,
        undefined,
        Math.floor(nowSeconds) * 1_000,
      )
    } catch {
      // Not by this one.
    }
  }
  return undefined
}

/** Seconds since the epoch; of several the last, as the client takes it. */
const signedAt = (signature: string): number =>
  Number.parseInt(
    signature
      .split(',')
      .findLast((part) => part.startsWith('t='))
      ?.slice(2) ?? '',
    10,
  )

/** Whether Stripe signed a delivery with one of these secrets within five minutes, and what it says. */
export function verifyStripeWebhook(
  secrets: readonly string[],
  raw: RawDelivery,
): Result<VerifiedDelivery, 'WEBHOOK_INVALID'> {
  const signature = raw.header('stripe-signature') ?? ''
  const event = eventSchema.safeParse(verified(secrets, raw, signature))
  if (!event.success) return refuse('WEBHOOK_INVALID', 'no signature of ours on an event')
  const seconds = signedAt(signature)
  // The client looks at the past only.
  if (!(seconds - raw.nowSeconds <= TOLERANCE_SECONDS)) return refuse('WEBHOOK_INVALID', 'signed too far ahead')
  const { id } = event.data
  return accept({ delivery: { id, seconds }, event: readEvent(event.data), kept: kept(event.data) })
}
