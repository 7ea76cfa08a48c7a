import { randomBytes } from 'node:crypto'
import {
  allowOnly,
  amountIn,
  inner,
  invalid,
  MockRefusal,
  missing,
  type Params,
  text,
  texts,
} from './stripe-mock-form.ts'
import type { Charge, Dispute, Intent, Refund, Session } from './stripe-mock-objects.ts'

/** Cards that Stripe's own test mode has, and what becomes of them. */
const DECLINES: Readonly<Record<string, { code: string; decline_code: string }>> = {
  pm_card_chargeDeclined: { code: 'card_declined', decline_code: 'generic_decline' },
  pm_card_chargeDeclinedInsufficientFunds: { code: 'card_declined', decline_code: 'insufficient_funds' },
  pm_card_chargeDeclinedExpiredCard: { code: 'expired_card', decline_code: 'expired_card' },
}
const CARDS = new Set(['pm_card_visa', 'pm_card_threeDSecure2Required', ...Object.keys(DECLINES)])
const CANCELABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture'])

const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`
const nowSeconds = (): number => Math.floor(Date.now() / 1_000)
const unexpected = (message: string): MockRefusal =>
  new MockRefusal(400, { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message })

/** Everything the mock has, and what may become of it; `tell` hears of every event. */
export class StripeMockBooks {
  readonly intents = new Map<string, Intent>()
  readonly charges = new Map<string, Charge>()
  readonly sessions = new Map<string, Session>()
  readonly refunds = new Map<string, Refund>()
  readonly disputes = new Map<string, Dispute>()
  private readonly tell: (type: string, object: object) => void
  private readonly pageUrl: (sessionId: string) => string

  constructor(tell: StripeMockBooks['tell'], pageUrl: StripeMockBooks['pageUrl']) {
    this.tell = tell
    this.pageUrl = pageUrl
  }

  createIntent(params: Params): Intent {
    allowOnly(
      params,
      ...['amount', 'currency', 'capture_method', 'confirm', 'payment_method', 'confirmation_token', 'metadata'],
      ...['allowed_payment_method_types', 'description', 'return_url'],
    )
    const amount = amountIn(params, 'amount')
    const card = text(params, 'payment_method')
    if (card !== undefined && !CARDS.has(card)) {
      throw new MockRefusal(400, {
        ...{ type: 'invalid_request_error', code: 'resource_missing', param: 'payment_method' },
        message: `No such PaymentMethod: '${card}'`,
      })
    }
    const method = text(params, 'capture_method') ?? 'automatic'
    const intent = this.addIntent(amount, text(params, 'currency') ?? '', method, texts(inner(params, 'metadata')))
    if (text(params, 'confirm') === 'true') this.confirm(intent, card ?? '', text(params, 'return_url'))
    return intent
  }

  private addIntent(amount: number, currency: string, method: string, metadata: Record<string, string>): Intent {
    const id = newId('pi')
    const intent: Intent = {
      ...{ id, object: 'payment_intent', created: nowSeconds(), currency, capture_method: method, metadata },
      ...{ client_secret: `${id}_secret_x`, amount, amount_capturable: 0, amount_received: 0 },
      ...{ status: 'requires_payment_method', latest_charge: null, last_payment_error: null, next_action: null },
      cancellation_reason: null,
    }
    this.intents.set(id, intent)
    return intent
  }

  /** What a card does; a declined one is a 402 that has the intent with it. */
  confirm(intent: Intent, card: string, returnUrl?: string): void {
    const decline = DECLINES[card]
    if (decline) {
      const error = { type: 'card_error', ...decline, message: 'Your card was declined.' }
      Object.assign(intent, { status: 'requires_payment_method', last_payment_error: error })
      this.tell('payment_intent.payment_failed', intent)
      throw new MockRefusal(402, { ...error, payment_intent: { ...intent } })
    }
    if (card === 'pm_card_threeDSecure2Required') {
      const redirect_to_url = { return_url: returnUrl ?? null, url: this.pageUrl(intent.id) }
      Object.assign(intent, { status: 'requires_action', next_action: { type: 'redirect_to_url', redirect_to_url } })
      return
    }
    this.authorized(intent)
  }

  authorized(intent: Intent): void {
    const charge: Charge = {
      ...{ id: newId('ch'), object: 'charge', payment_intent: intent.id, metadata: { ...intent.metadata } },
      ...{ amount: intent.amount, amount_captured: 0, amount_refunded: 0, disputed: false, captured: false },
    }
    this.charges.set(charge.id, charge)
    Object.assign(intent, {
      ...{ status: 'requires_capture', amount_capturable: intent.amount, latest_charge: charge.id },
      ...{ last_payment_error: null, next_action: null },
    })
    this.tell('payment_intent.amount_capturable_updated', intent)
  }

  capture(id: string, params: Params): Intent {
    allowOnly(params, 'amount_to_capture')
    const intent = this.intent(id)
    if (intent.status !== 'requires_capture') {
      throw unexpected(`This PaymentIntent could not be captured because it has a status of ${intent.status}.`)
    }
    const amount = amountIn(params, 'amount_to_capture')
    if (amount > intent.amount_capturable) throw invalid('amount_too_large', 'More than can be captured.')
    const charge = this.chargeOf(intent)
    Object.assign(charge, { captured: true, amount_captured: amount })
    Object.assign(intent, { status: 'succeeded', amount_capturable: 0, amount_received: amount })
    this.tell('payment_intent.succeeded', intent)
    return intent
  }

  cancel(id: string, params: Params): Intent {
    allowOnly(params, 'cancellation_reason')
    const intent = this.intent(id)
    const page = [...this.sessions.values()].find(({ payment_intent }) => payment_intent === id)
    if (!CANCELABLE.has(intent.status) || (page?.status === 'open' && intent.status !== 'requires_capture')) {
      throw unexpected(`You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`)
    }
    const cancellation_reason = text(params, 'cancellation_reason') ?? null
    Object.assign(intent, { status: 'canceled', amount_capturable: 0, cancellation_reason })
    this.tell('payment_intent.canceled', intent)
    return intent
  }

  createSession(params: Params): Session {
    allowOnly(
      params,
      ...['mode', 'client_reference_id', 'line_items', 'payment_intent_data', 'metadata', 'adaptive_pricing'],
      ...['success_url', 'cancel_url'],
    )
    const success = text(params, 'success_url')
    if (success === undefined) throw invalid('parameter_missing', 'Missing required param: success_url.')
    const line = inner(inner(params, 'line_items'), '0')
    const price = inner(line, 'price_data')
    const data = inner(params, 'payment_intent_data')
    const id = newId('cs_test')
    const session: Session = {
      ...{ id, object: 'checkout.session', created: nowSeconds(), success_url: success },
      currency: text(price, 'currency') ?? '',
      amount_total: amountIn(price, 'unit_amount') * Number(text(line, 'quantity') ?? 1),
      metadata: texts(inner(params, 'metadata')),
      client_reference_id: text(params, 'client_reference_id') ?? null,
      intent: {
        capture_method: text(data, 'capture_method') ?? 'automatic',
        metadata: texts(inner(data, 'metadata')),
      },
      ...{ status: 'open', payment_intent: null, url: this.pageUrl(id) },
    }
    this.sessions.set(id, session)
    return session
  }

  /** The player pays on the page: an intent appears with his first try, and lives on through declined cards. */
  payOnPage(id: string, card: string): void {
    const session = this.session(id)
    if (session.status !== 'open') throw invalid('session_not_open', 'This Checkout Session is over.')
    const { amount_total, currency, intent: data } = session
    const intent = session.payment_intent
      ? this.intent(session.payment_intent)
      : this.addIntent(amount_total, currency, data.capture_method, data.metadata)
    session.payment_intent = intent.id
    this.confirm(intent, card)
    Object.assign(session, { status: 'complete', url: null })
    this.tell('checkout.session.completed', session)
  }

  expire(id: string, params: Params): Session {
    allowOnly(params)
    const session = this.session(id)
    if (session.status !== 'open') {
      throw new MockRefusal(400, {
        type: 'invalid_request_error',
        message: `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`,
      })
    }
    Object.assign(session, { status: 'expired', url: null })
    if (session.payment_intent) Object.assign(this.intent(session.payment_intent), { status: 'canceled' })
    this.tell('checkout.session.expired', session)
    return session
  }

  refund(params: Params): Refund {
    allowOnly(params, 'payment_intent', 'amount', 'metadata')
    const intent = this.intent(text(params, 'payment_intent') ?? '')
    const charge = this.chargeOf(intent)
    const amount = Number(text(params, 'amount') ?? charge.amount_captured)
    if (charge.amount_refunded + amount > charge.amount_captured) {
      const message = `Refund amount (${amount}) is greater than unrefunded amount on charge.`
      throw new MockRefusal(400, { type: 'invalid_request_error', message })
    }
    const refund: Refund = {
      ...{ id: newId('re'), object: 'refund', created: nowSeconds(), amount, currency: intent.currency },
      ...{ payment_intent: intent.id, metadata: texts(inner(params, 'metadata')), status: 'succeeded' },
    }
    this.refunds.set(refund.id, refund)
    charge.amount_refunded += amount
    this.tell('charge.refunded', charge)
    return refund
  }

  /** The player's bank takes the money back. */
  dispute(intentId: string, status = 'needs_response'): Dispute {
    const charge = this.chargeOf(this.intent(intentId))
    const dispute: Dispute = {
      ...{
        id: newId('dp'),
        object: 'dispute',
        created: nowSeconds(),
        amount: charge.amount_captured,
        charge: charge.id,
      },
      ...{ payment_intent: intentId, metadata: {}, status },
    }
    charge.disputed = true
    this.disputes.set(dispute.id, dispute)
    this.tell('charge.dispute.created', dispute)
    return dispute
  }

  closeDispute(id: string, status: 'won' | 'lost'): void {
    const dispute = this.disputes.get(id)
    if (dispute === undefined) throw missing('dispute', id)
    dispute.status = status
    if (status === 'won') this.tell('charge.dispute.funds_reinstated', dispute)
    this.tell('charge.dispute.closed', dispute)
  }

  intent(id: string): Intent {
    const intent = this.intents.get(id)
    if (intent === undefined) throw missing('payment_intent', id)
    return intent
  }

  session(id: string): Session {
    const session = this.sessions.get(id)
    if (session === undefined) throw missing('checkout.session', id)
    return session
  }

  chargeOf({ latest_charge }: Intent): Charge {
    const charge = this.charges.get(latest_charge ?? '')
    if (charge === undefined) throw unexpected('This PaymentIntent does not have a successful charge to refund.')
    return charge
  }
}
