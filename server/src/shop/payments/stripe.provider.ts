import Stripe from 'stripe'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { KnownPayment } from './known-payment.store.ts'
import type { AuthorizeRequest, Payment, PaymentAnswer, PaymentProvider, RawDelivery } from './provider.ts'
import { isPage, StripeBooks, WITH_CHARGE } from './stripe-books.ts'
import { failedCall, isKeyUsed, isRefusedRequest } from './stripe-errors.ts'
import { CURRENCY, ORDER, paymentOfSession } from './stripe-payment.ts'
import { verifyStripeWebhook } from './stripe-webhook.ts'

export interface StripeProviderOptions {
  /** Secret or restricted. */
  readonly apiKey: string
  /** Another address than Stripe's own, for tests; null: its own. */
  readonly url: string | null
  /** How long a step may take, whatever calls it is made of. */
  readonly timeoutMs: number
  readonly webhookSecrets: readonly string[]
  readonly recall: (orderId: string) => Promise<KnownPayment | undefined>
  readonly log: Log
  readonly metrics: Pick<Metrics, 'paymentCalls'>
}

type Call = 'authorize' | 'capture' | 'void' | 'refund' | 'query'
type Asking<C extends Call> = Parameters<PaymentProvider[C]>[0]

/** After so long no call of Stripe's is under way any more. */
const CALL_IS_OVER_SECONDS = 120
const PAGE = 100

/** Stripe's own client; `settle` decides what is asked again, so it does not. */
function clientOf({ apiKey, url, timeoutMs: timeout }: StripeProviderOptions): Stripe {
  const common = { maxNetworkRetries: 0, timeout, telemetry: false }
  if (url === null) return new Stripe(apiKey, common)
  const { hostname: host, protocol, port } = new URL(url)
  return new Stripe(apiKey, {
    ...common,
    host,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port && { port }),
  })
}

/**
 * Stripe as a provider: an intent that is captured by hand, or its own page (Checkout) where the player brings no card. Each
 * call that changes something carries the key that the port gives it (decision 32).
 */
export class StripeProvider implements PaymentProvider {
  readonly id = 'stripe'
  readonly webhookScheme = 'stripe'
  private readonly options: StripeProviderOptions
  private readonly stripe: Stripe
  private readonly books: StripeBooks

  constructor(options: StripeProviderOptions) {
    this.options = options
    this.stripe = clientOf(options)
    this.books = new StripeBooks(this.stripe, options.recall)
  }

  authorize(request: AuthorizeRequest): Promise<PaymentAnswer> {
    const { cardToken } = request
    return this.asked('authorize', () => (cardToken ? this.charge(request, cardToken) : this.openPage(request)))
  }

  capture({ paymentId, amount, key }: Asking<'capture'>): Promise<PaymentAnswer> {
    const wanted = { amount_to_capture: amount, ...WITH_CHARGE }
    return this.asked('capture', async () =>
      this.books.ofIntent(await this.stripe.paymentIntents.capture(paymentId, wanted, { idempotencyKey: key })),
    )
  }

  void({ orderId, paymentId, key }: Asking<'void'>): Promise<PaymentAnswer> {
    return this.asked('void', async () => {
      const found = await this.books.find(orderId, paymentId)
      return found ? this.letGo(found, key) : this.forbid(orderId, key)
    })
  }

  refund(request: Asking<'refund'>): Promise<PaymentAnswer> {
    return this.asked('refund', () => this.giveBack(request))
  }

  query(orderId: string): Promise<PaymentAnswer> {
    return this.asked('query', () => this.books.find(orderId))
  }

  list(from: Date, until: Date): AsyncIterable<Payment> {
    return this.books.between(from, until)
  }

  verifyWebhook(raw: RawDelivery) {
    return verifyStripeWebhook(this.options.webhookSecrets, raw)
  }

  /** What a step came to; whoever must do something about it is told. Work that finds nothing is NOT_FOUND. */
  private async asked(call: Call, work: () => Promise<Payment | undefined>): Promise<PaymentAnswer> {
    const { log, metrics } = this.options
    try {
      const payment = await within(this.options.timeoutMs, work())
      metrics.paymentCalls.inc({ call, outcome: payment ? 'done' : 'refused' })
      return payment ? { kind: 'done', payment } : { kind: 'refused', code: 'NOT_FOUND' }
    } catch (error) {
      const { answer, alarm } = failedCall(error)
      metrics.paymentCalls.inc({ call, outcome: alarm === 'key' ? 'unauthorized' : answer.kind })
      if (alarm === 'key') log.error({ call, provider: this.id }, 'the payment provider does not accept our key')
      if (alarm === 'call') log.error({ call, provider: this.id }, 'the key of a call was used for another one')
      return answer
    }
  }

  private async charge(request: AuthorizeRequest, cardToken: string): Promise<Payment> {
    const { orderId, orderName, amount, returnUrl, key } = request
    const card = cardToken.startsWith('ctoken_') ? { confirmation_token: cardToken } : { payment_method: cardToken }
    const intent = await this.stripe.paymentIntents.create(
      {
        ...card,
        amount,
        currency: CURRENCY,
        capture_method: 'manual',
        confirm: true,
        allowed_payment_method_types: ['card'],
        description: orderName,
        metadata: { [ORDER]: orderId },
        ...(returnUrl && { return_url: returnUrl }),
        ...WITH_CHARGE,
      },
      { idempotencyKey: key },
    )
    return this.books.ofIntent(intent)
  }

  /** Nothing in it may differ when it is asked for again under its key: no time of expiry, say. */
  private async openPage({ orderId, orderName, amount, returnUrl, key }: AuthorizeRequest): Promise<Payment> {
    const metadata = { [ORDER]: orderId }
    const price_data = { currency: CURRENCY, unit_amount: amount, product_data: { name: orderName } }
    const session = await this.stripe.checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: orderId,
        line_items: [{ quantity: 1, price_data }],
        payment_intent_data: { capture_method: 'manual', metadata },
        metadata,
        // What is paid must be what was ordered, in won.
        adaptive_pricing: { enabled: false },
        ...(returnUrl && { success_url: returnUrl, cancel_url: returnUrl }),
      },
      { idempotencyKey: key },
    )
    return paymentOfSession(session)
  }

  /** Closes the page and lets go of what is authorized; what has gone too far is told as it is. */
  private async letGo(payment: Payment, key: string): Promise<Payment> {
    const { paymentId, state } = payment
    if (state !== 'pending' && state !== 'authorized') return payment
    const onPage = isPage(paymentId)
    const options = { idempotencyKey: `${key}-${onPage ? 'page' : 'intent'}` }
    try {
      if (onPage) await this.stripe.checkout.sessions.expire(paymentId, {}, options)
      else await this.stripe.paymentIntents.cancel(paymentId, { cancellation_reason: 'abandoned' }, options)
    } catch (error) {
      // It has gone on since it was looked at.
      if (!isRefusedRequest(error)) throw error
    }
    const now = await this.books.retrieve(paymentId)
    // Who paid while the page was being closed has an authorization, which can be let go of by itself.
    return onPage && now.state === 'authorized' ? this.letGo(now, key) : now
  }

  /**
   * Uses the key of an authorization that Stripe never heard of for something that comes to nothing: should the call still be
   * on its way it will be refused, since a key belongs to one request. Where the key was used before, its call has come to
   * something that is seen next time, or to nothing at all.
   */
  private async forbid(orderId: string, key: string): Promise<Payment | undefined> {
    const known = await this.options.recall(orderId)
    if (known === undefined) return undefined
    const nothing = { amount: known.amount, currency: CURRENCY, metadata: { [ORDER]: orderId } }
    try {
      const intent = await this.stripe.paymentIntents.create(nothing, { idempotencyKey: `authorize-${orderId}` })
      return await this.letGo(await this.books.ofIntent(intent), key)
    } catch (error) {
      if (!isKeyUsed(error)) throw error
      if (known.ageSeconds <= CALL_IS_OVER_SECONDS) throw new Error('it may be under way', { cause: error })
      const found = await this.books.lookThrough(orderId, known.begunAt)
      return found && this.letGo(found, key)
    }
  }

  /** Stripe forgets a key after a day, and a refund may be tried for longer: it bears its key, and is looked for first. */
  private async giveBack({ orderId, paymentId, amount, key }: Asking<'refund'>): Promise<Payment | undefined> {
    const { data } = await this.stripe.refunds.list({ payment_intent: paymentId, limit: PAGE })
    const metadata = { [ORDER]: orderId, refund_key: key }
    const wanted = { payment_intent: paymentId, amount, metadata }
    const refund =
      data.find((made) => made.metadata?.refund_key === key) ??
      (await this.stripe.refunds.create(wanted, { idempotencyKey: key }))
    if (refund.status === 'failed' || refund.status === 'canceled') return undefined
    return this.books.retrieve(paymentId)
  }
}

/** Gives up waiting after so long; what is under way goes on, and its key keeps it from being done twice. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeout.reject(new Error('no answer in time')), ms)
  try {
    return await Promise.race([work, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
