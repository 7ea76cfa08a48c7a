import type Stripe from 'stripe'
import type { KnownPayment } from './known-payment.store.ts'
import type { Payment } from './provider.ts'
import { isMissing } from './stripe-errors.ts'
import { chargeOf, intentOf, ORDER, paymentOfIntent, paymentOfSession, takenBy } from './stripe-payment.ts'

/** How far from the beginning of an order its payment may have begun, by Stripe's clock: clocks differ, and tries take time. */
const BEFORE_MS = 120_000
const AFTER_MS = 300_000
const PAGE = 100
export const WITH_CHARGE = { expand: ['latest_charge'] }
const WITH_INTENT = { expand: ['payment_intent.latest_charge'] }
const INTENTS_IN_LIST = ['data.latest_charge']
const SESSIONS_IN_LIST = ['data.payment_intent.latest_charge']

const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000)

/** Whether an id is one of Stripe's own page, not of an intent. */
export const isPage = (paymentId: string): boolean => paymentId.startsWith('cs_')

/** What Stripe has of our orders; throws what its client throws. */
export class StripeBooks {
  private readonly stripe: Stripe
  private readonly recall: (orderId: string) => Promise<KnownPayment | undefined>

  constructor(stripe: Stripe, recall: StripeBooks['recall']) {
    this.stripe = stripe
    this.recall = recall
  }

  /** How an order stands: by the id that the caller or our row knows, else by what began at its time. */
  async find(orderId: string, paymentId: string | null = null): Promise<Payment | undefined> {
    const known = await this.recall(orderId)
    const id = paymentId ?? known?.paymentId ?? null
    if (id !== null) return this.retrieve(id)
    return known && this.lookThrough(orderId, known.begunAt)
  }

  async retrieve(id: string): Promise<Payment> {
    try {
      if (isPage(id)) return await this.ofSession(await this.stripe.checkout.sessions.retrieve(id, WITH_INTENT))
      return await this.ofIntent(await this.stripe.paymentIntents.retrieve(id, WITH_CHARGE))
    } catch (error) {
      // It told us of it once: another account is asked, and nothing may be concluded from its not knowing.
      if (isMissing(error)) throw new Error('the provider does not know a payment of its own', { cause: error })
      throw error
    }
  }

  /**
   * An order whose answer never came. Lists are up to date at once, where the search by metadata is up to a minute late, or
   * an hour. Pages come first: an intent of theirs may look declined while the player can still try another card.
   */
  async lookThrough(orderId: string, begunAt: Date): Promise<Payment | undefined> {
    const around = (ms: number) => seconds(new Date(begunAt.getTime() + ms))
    const wanted = { created: { gte: around(-BEFORE_MS), lte: around(AFTER_MS) }, limit: PAGE }
    for await (const session of this.stripe.checkout.sessions.list({ ...wanted, expand: SESSIONS_IN_LIST })) {
      if (session.metadata?.[ORDER] === orderId) return this.ofSession(session)
    }
    for await (const intent of this.stripe.paymentIntents.list({ ...wanted, expand: INTENTS_IN_LIST })) {
      if (intent.metadata[ORDER] === orderId) return this.ofIntent(intent)
    }
    return undefined
  }

  /** Whatever began in a time and has an order of ours: the account may be used for other things too. */
  async *between(from: Date, until: Date): AsyncIterable<Payment> {
    const wanted = { created: { gte: seconds(from), lt: seconds(until) }, limit: PAGE }
    for await (const intent of this.stripe.paymentIntents.list({ ...wanted, expand: INTENTS_IN_LIST })) {
      if (intent.metadata[ORDER] !== undefined) yield await this.ofIntent(intent)
    }
    for await (const session of this.stripe.checkout.sessions.list(wanted)) {
      // Those with an intent have come already.
      if (session.metadata?.[ORDER] !== undefined && session.payment_intent === null) yield paymentOfSession(session)
    }
  }

  async ofIntent(intent: Stripe.PaymentIntent): Promise<Payment> {
    return paymentOfIntent(intent, await this.taken(intent))
  }

  private async ofSession(session: Stripe.Checkout.Session): Promise<Payment> {
    const intent = intentOf(session)
    return paymentOfSession(session, intent && (await this.taken(intent)))
  }

  private async taken(intent: Stripe.PaymentIntent): Promise<number> {
    if (!chargeOf(intent)?.disputed) return 0
    return takenBy((await this.stripe.disputes.list({ payment_intent: intent.id, limit: PAGE })).data)
  }
}
