import { setTimeout as sleep } from 'node:timers/promises'
import type { RandomSource } from '../platform/ids.ts'
import type { Answer, Mode, Payments, SandboxPayment, State } from './payments.ts'
import type { WebhookSender } from './webhook-sender.ts'

export interface SandboxOptions {
  readonly payments: Payments
  readonly webhooks: WebhookSender
  readonly random: RandomSource
  readonly nowMs: () => number
  /** The mode of a payment whose card names none. */
  mode: Mode
  /** How long `pending_then_success` waits, and how late `slow` answers. */
  readonly delayMs: number
}

/** The answer never comes: the caller must find out by himself. */
export const NO_ANSWER = 'no answer'
export type Reply = Answer | typeof NO_ANSWER

const ok = (payment: SandboxPayment): Answer => ({ status: 200, body: payment })
const problem = (status: number, code: string): Answer => ({ status, body: { code } })
const ID_BYTES = 12

export interface AuthorizeInput {
  readonly orderId: string
  readonly orderName: string
  readonly amount: number
  readonly currency: string
  readonly cardToken?: string | undefined
  readonly returnUrl?: string | undefined
}

/** What a payment provider does, in the mode that the card's token names: `tok_capture_fail_1` cannot be captured. */
export class Sandbox {
  readonly options: SandboxOptions

  constructor(options: SandboxOptions) {
    this.options = options
  }

  async authorize(key: string, input: AuthorizeInput): Promise<Reply> {
    const mode = this.modeOf(input.cardToken)
    return this.once(key, mode, () => {
      const { payments, random, nowMs } = this.options
      if (payments.findOrder(input.orderId)) return problem(409, 'ORDER_EXISTS')
      const { orderId, orderName, amount, currency, returnUrl = null } = input
      const state = input.cardToken === undefined ? 'pending' : firstState(mode)
      const id = `pay_${random.bytes(ID_BYTES).toString('base64url')}`
      const payment = payments.add(id, { orderId, orderName, amount, currency, mode, state, returnUrl }, nowMs())
      if (mode === 'pending_then_success' && input.cardToken !== undefined) this.authorizeLater(payment.orderId)
      this.tell(payment)
      return ok(payment)
    })
  }

  /** What the player decides on the page. */
  decide(paymentId: string, approved: boolean): SandboxPayment | undefined {
    const { payments } = this.options
    const payment = payments.find(paymentId)
    if (payment?.state !== 'pending') return payment
    const declined = { state: 'declined', declineCode: 'PLAYER_DECLINED' } as const
    const decided = payments.change(payment, approved ? { state: 'authorized' } : declined)
    this.tell(decided)
    return decided
  }

  capture(key: string, paymentId: string, amount: number): Promise<Reply> {
    return this.onPayment(key, paymentId, (payment) => {
      if (payment.state === 'captured') return ok(payment)
      if (payment.state !== 'authorized') return problem(409, 'NOT_AUTHORIZED')
      if (amount !== payment.amount) return problem(422, 'AMOUNT_DIFFERS')
      if (payment.mode === 'capture_fail') return problem(402, 'CAPTURE_FAILED')
      return ok(this.tell(this.options.payments.change(payment, { state: 'captured' })))
    })
  }

  /** Lets go of an order; one that was never heard of cannot come any more. */
  void(key: string, orderId: string): Promise<Reply> {
    const { payments, nowMs } = this.options
    const known = payments.findOrder(orderId)
    return this.once(key, known?.mode ?? 'success', () => {
      const payment = payments.findOrder(orderId)
      if (payment === undefined) {
        const none = { orderId, orderName: '', amount: 0, currency: 'KRW', mode: 'success', returnUrl: null } as const
        return ok(payments.add(`void_${orderId}`, { ...none, state: 'voided' }, nowMs()))
      }
      if (payment.state === 'captured' || payment.state === 'voided') return ok(payment)
      return ok(this.tell(payments.change(payment, { state: 'voided' })))
    })
  }

  refund(key: string, paymentId: string, amount: number): Promise<Reply> {
    return this.onPayment(key, paymentId, (payment) => {
      if (payment.state !== 'captured') return problem(409, 'NOT_CAPTURED')
      if (payment.refunded + amount > payment.amount) return problem(422, 'MORE_THAN_CAPTURED')
      const refunded = this.options.payments.change(payment, { refunded: payment.refunded + amount })
      this.options.webhooks.send('payment.refunded', refunded)
      return ok(refunded)
    })
  }

  /** The bank takes the money back, whatever the shop thinks. */
  chargeBack(paymentId: string): SandboxPayment | undefined {
    const { payments, webhooks } = this.options
    const payment = payments.find(paymentId)
    if (payment?.state !== 'captured') return undefined
    const back = payments.change(payment, { refunded: payment.amount })
    webhooks.send('payment.charged_back', back)
    return back
  }

  private onPayment(key: string, paymentId: string, act: (payment: SandboxPayment) => Answer): Promise<Reply> {
    const known = this.options.payments.find(paymentId)
    return this.once(key, known?.mode ?? 'success', () => {
      const payment = this.options.payments.find(paymentId)
      return payment ? act(payment) : problem(404, 'NOT_FOUND')
    })
  }

  /** Answers a key once; the mode decides whether and when the caller hears of it. */
  private async once(key: string, mode: Mode, act: () => Answer): Promise<Reply> {
    const { payments, delayMs } = this.options
    const { answer, first } = payments.once(key, act)
    if (!first) return answer
    if (mode === 'timeout_after_success') return NO_ANSWER
    if (mode === 'slow') await sleep(delayMs)
    return answer
  }

  private authorizeLater(orderId: string): void {
    const { payments, delayMs } = this.options
    setTimeout(() => {
      const payment = payments.findOrder(orderId)
      if (payment?.state === 'pending') this.tell(payments.change(payment, { state: 'authorized' }))
    }, delayMs).unref()
  }

  private tell(payment: SandboxPayment): SandboxPayment {
    if (payment.state !== 'pending') this.options.webhooks.send(`payment.${payment.state}`, payment)
    return payment
  }

  private modeOf(cardToken: string | undefined): Mode {
    const named = /^tok_(success|pending_then_success|always_fail|capture_fail|timeout_after_success|slow)\b/.exec(
      cardToken?.replace(/_\d+$/, '') ?? '',
    )
    return (named?.[1] as Mode | undefined) ?? this.options.mode
  }
}

function firstState(mode: Mode): State {
  if (mode === 'always_fail') return 'declined'
  return mode === 'pending_then_success' ? 'pending' : 'authorized'
}
