import type { PurchaseStatus, Reason } from '@casino-club/shared'
import { Batches } from '../../platform/batches.ts'
import { idFromWords } from '../../platform/ids.ts'
import { allOrOneByOne } from '../../platform/postgres/one-by-one.ts'
import type { Payment, PaymentAnswer, PaymentProvider } from '../payments/provider.ts'
import { type Committed, commitLate, commitRunning, giveBack, isDisabled } from './end.store.ts'
import { grantPurchase } from './grant-purchase.ts'
import { releaseRule } from './purchase.rules.ts'
import {
  claimOrder,
  claimPurchase,
  findPurchase,
  letGo,
  type Move,
  movePurchase,
  noteOnPurchase,
} from './purchase.store.ts'
import { hasEnded, isUnpaid, type Purchase } from './purchase.types.ts'
import type { Asked, SettlementDependencies } from './settlement.types.ts'
import { PASSING } from './terms.ts'
import { isUnheardOf, mismatch, waitOf } from './told.ts'

const MAX_STEPS = 12
const LATER = undefined
/** Undefined: it is left for later. */
type Next = Purchase | typeof LATER

/**
 * Brings a purchase to its end, for the player's request, his return, a webhook and the clock alike. Every step is written
 * down before the provider is asked; its word alone decides, and nothing is granted that it has not captured.
 */
export class Settlement {
  private readonly deps: SettlementDependencies
  private readonly commits: Batches<Committed, boolean | Promise<boolean>>

  constructor(deps: SettlementDependencies) {
    this.deps = deps
    const commit = (holds: readonly Committed[]) => commitRunning(deps.pool, holds, deps.options.leaseSeconds)
    this.commits = new Batches({
      ...deps.gathering,
      work: (holds) => allOrOneByOne(holds, commit),
      keyOf: ({ id }) => id,
    })
  }

  /** The purchase as far as it could be brought now; somebody else may be at it. */
  async settle(id: number): Promise<Purchase | undefined> {
    const { pool, options } = this.deps
    const claimed = await claimPurchase(pool, id, options.leaseSeconds)
    return claimed ? this.advance(claimed) : findPurchase(pool, id)
  }

  /** The same for an order; undefined: it has ended, or somebody is at it, who is asked to look again. */
  async settleOrder(orderId: string): Promise<Purchase | undefined> {
    const { pool, options } = this.deps
    const claimed = await claimOrder(pool, orderId, options.leaseSeconds)
    return claimed && this.advance(claimed)
  }

  /** The same for a purchase that this process has just begun, and so holds. */
  async advance(purchase: Purchase, asked?: Asked): Promise<Purchase> {
    const { pool, log } = this.deps
    let at = purchase
    try {
      for (let step = 0; step < MAX_STEPS && !hasEnded(at); step++) {
        const next = await this.step(at, step === 0 ? asked : undefined)
        if (next === LATER) break
        at = next
      }
    } catch (error) {
      log.error({ err: error, purchaseId: at.id, status: at.status }, 'a purchase met a fault')
    }
    if (at.status === 'granted' && at.receiptCode !== null) return at
    if (!hasEnded(at)) await letGo(pool, at, waitOf(at)).catch(() => undefined)
    return (await findPurchase(pool, at.id).catch(() => undefined)) ?? at
  }

  private async step(purchase: Purchase, asked?: Asked): Promise<Next> {
    if (asked === undefined && isUnpaid(purchase) && (await isDisabled(this.deps.pool, purchase.sku))) {
      return purchase.amount === 0
        ? this.release(purchase, 'failed', 'DISABLED', {})
        : this.giveUp(purchase, 'DISABLED')
    }
    if (purchase.amount === 0 && purchase.status === 'authorizing') return this.grant(purchase)
    const provider = this.deps.providers.get(purchase.provider ?? '')
    if (provider === undefined) throw new Error(`there is no provider ${purchase.provider}`)
    switch (purchase.status) {
      case 'authorizing':
        return this.authorize(purchase, provider, asked)
      case 'pending':
        return this.follow(purchase, await provider.query(purchase.orderId))
      case 'capturing':
        return this.capture(purchase, provider)
      case 'captured':
        return purchase.reason === null ? this.grant(purchase) : this.move(purchase, 'refunding', 'not wanted')
      case 'voiding':
        return this.void(purchase, provider)
      case 'refunding':
        return this.refund(purchase, provider)
      default:
        return LATER
    }
  }

  private async authorize(purchase: Purchase, provider: PaymentProvider, asked?: Asked): Promise<Next> {
    const { orderId, amount } = purchase
    if (asked === undefined) return this.follow(purchase, await provider.query(orderId))
    await this.reached('reserved')
    const request = { orderId, amount, currency: 'KRW' as const, key: `authorize-${orderId}`, ...asked }
    const answer = await this.again(() => provider.authorize(request))
    await this.reached('authorizeAnswered')
    return this.follow(purchase, answer)
  }

  /** Calls again under the same key while nothing is known; what is known to have failed is not tried again. */
  private async again(call: () => Promise<PaymentAnswer>): Promise<PaymentAnswer> {
    let answer = await call()
    for (let retry = 0; retry < this.deps.options.retries && answer.kind === 'unknown'; retry++) answer = await call()
    return answer
  }

  /** What follows from the provider's word while nothing has been captured. */
  private async follow(purchase: Purchase, answer: PaymentAnswer): Promise<Next> {
    if (answer.kind === 'unknown') return this.wait(purchase, answer.why)
    // It never heard of the order, or would not take it. A call of ours may still be on its way: the void forbids it.
    if (answer.kind === 'refused') return this.giveUp(purchase, 'PAYMENT_FAILED', { code: answer.code })
    const { payment } = answer
    const { paymentId, payUrl } = payment
    const wrong = mismatch(purchase, payment)
    if (wrong) return this.quarantine(purchase, payment, wrong)
    switch (payment.state) {
      case 'pending':
        if (purchase.status === 'pending') return this.wait(purchase, 'the player has not paid yet')
        return this.move(purchase, 'pending', 'provider', { paymentId, ...(payUrl && { payUrl }) }).then(() => LATER)
      case 'authorized':
      case 'captured':
        return this.commit(purchase, paymentId)
      case 'declined':
        return this.release(purchase, 'failed', 'PAYMENT_FAILED', { code: payment.declineCode ?? null })
      default:
        return this.release(purchase, 'failed', 'PAYMENT_FAILED', { state: payment.state })
    }
  }

  private async wait(purchase: Purchase, why: string): Promise<Next> {
    if (!this.isStale(purchase)) {
      if (purchase.checks <= 1) await noteOnPurchase(this.deps.pool, purchase, 'waits', { why })
      return LATER
    }
    return this.giveUp(purchase, 'STALE_AUTO_VOID', { why })
  }

  private async commit(purchase: Purchase, paymentId: string): Promise<Next> {
    const hold = { id: purchase.id, paymentId }
    const isRunning = await this.commits.hand(hold)
    const reason = isRunning ? undefined : await commitLate(this.deps.pool, hold, this.deps.options.leaseSeconds)
    if (reason) return this.giveUp(purchase, reason, { paymentId }, paymentId)
    const committed: Purchase = { ...purchase, status: 'capturing', hold: 'committed', paymentId }
    await this.reached('authorized')
    return committed
  }

  private async capture(purchase: Purchase, provider: PaymentProvider): Promise<Next> {
    const { orderId, paymentId, amount } = purchase
    const request = { orderId, paymentId: paymentId ?? '', amount, key: `capture-${orderId}` }
    let answer = await this.again(() => provider.capture(request))
    await this.reached('captureAnswered')
    const refused = answer.kind === 'refused' ? { code: answer.code } : undefined
    // A refusal may only mean that it was captured before, by a call whose answer was lost.
    if (answer.kind !== 'done') answer = await provider.query(orderId)
    if (answer.kind === 'unknown') return LATER
    if (answer.kind === 'refused') return this.giveUp(purchase, 'PAYMENT_FAILED', { code: answer.code })
    const wrong = mismatch(purchase, answer.payment)
    if (wrong) return this.quarantine(purchase, answer.payment, wrong)
    const { payment } = answer
    if (payment.state === 'captured') return this.grant(purchase)
    if (payment.state === 'authorized' && refused) return this.giveUp(purchase, 'PAYMENT_FAILED', refused)
    if (payment.state === 'authorized') return this.isStale(purchase) ? this.giveUp(purchase, 'STALE_AUTO_VOID') : LATER
    return this.release(purchase, 'failed', 'PAYMENT_FAILED', { state: payment.state })
  }

  private isStale(purchase: Purchase): boolean {
    return purchase.ageSeconds >= this.deps.options.staleSeconds
  }

  private async grant(purchase: Purchase): Promise<Next> {
    await this.reached('captured')
    const { answer, purchase: granted } = await grantPurchase(this.deps, purchase)
    if (answer.ok) {
      await this.reached('granted')
      return granted ?? { ...purchase, status: 'granted', hold: 'sold' }
    }
    const captured = purchase.status === 'capturing' ? await this.move(purchase, 'captured', 'capture') : purchase
    if (captured === LATER || PASSING.has(answer.reason)) return LATER
    this.deps.log.error({ purchaseId: purchase.id, reason: answer.reason }, 'a captured purchase cannot be granted')
    if (purchase.amount === 0) return this.release(purchase, 'failed', 'NOT_GRANTABLE', { why: answer.reason })
    return this.move(captured, 'refunding', 'grant', { reason: 'NOT_GRANTABLE', detail: { why: answer.reason } })
  }

  private giveUp(purchase: Purchase, reason: Reason, detail: object = {}, paymentId?: string): Promise<Next> {
    return this.move(purchase, 'voiding', 'given up', { reason, detail, ...(paymentId && { paymentId }) })
  }

  /** Nothing of it is to be trusted: it is let go of, and somebody is told. */
  private quarantine(purchase: Purchase, payment: Payment, wrong: string): Promise<Next> {
    const { log } = this.deps
    log.error({ purchaseId: purchase.id, wrong, state: payment.state }, 'the provider tells another story of a payment')
    const { state, amount, currency, orderId } = payment
    return this.giveUp(purchase, 'PAYMENT_FAILED', { wrong, told: { state, amount, currency, orderId } })
  }

  private async void(purchase: Purchase, provider: PaymentProvider): Promise<Next> {
    const { orderId, paymentId } = purchase
    let answer = await this.again(() => provider.void({ orderId, paymentId, key: `void-${orderId}` }))
    await this.reached('voidAnswered')
    if (answer.kind === 'refused') answer = await this.afterRefusal(purchase, provider, 'void', answer.code)
    const state = answer.kind === 'done' ? answer.payment.state : undefined
    // It was captured after all: then it is given back.
    if (state === 'captured') return this.move(purchase, 'captured', 'provider')
    const isOver = isUnheardOf(answer) || state === 'voided' || state === 'declined' || state === 'refunded'
    if (!isOver) return LATER
    const reason = purchase.reason ?? 'PAYMENT_FAILED'
    return this.release(purchase, reason === 'PAYMENT_FAILED' ? 'failed' : 'voided', reason, {})
  }

  private async refund(purchase: Purchase, provider: PaymentProvider): Promise<Next> {
    const { orderId, reason } = purchase
    const told = await provider.query(orderId)
    if (told.kind !== 'done') return LATER
    // All that was captured, be it another amount than was ordered.
    const { paymentId, state } = told.payment
    const amount = told.payment.amount - told.payment.refunded
    if (amount > 0 && state === 'captured') {
      const request = { orderId, paymentId, amount, reason: reason ?? '', key: `refund-${orderId}` }
      const answer = await this.again(() => provider.refund(request))
      if (answer.kind === 'refused') await this.afterRefusal(purchase, provider, 'refund', answer.code)
      if (answer.kind !== 'done' || answer.payment.refunded < answer.payment.amount) return LATER
    }
    return this.release(purchase, 'refunded', reason ?? 'NOT_GRANTABLE', {})
  }

  /** What the provider has of an order that it would not touch: somebody must know of it, and its word decides. */
  private afterRefusal(
    purchase: Purchase,
    provider: PaymentProvider,
    what: string,
    code: string,
  ): Promise<PaymentAnswer> {
    this.deps.log.error({ purchaseId: purchase.id, what, code }, 'the provider refuses')
    return provider.query(purchase.orderId)
  }

  private async release(
    purchase: Purchase,
    to: 'failed' | 'voided' | 'refunded',
    reason: Reason,
    detail: object,
  ): Promise<Next> {
    const { actors } = this.deps
    const { id, orderId, userId, status, seq } = purchase
    const rule = releaseRule(purchase, seq ?? 0, reason, (tx) =>
      giveBack(tx, id, { from: [status], to, reason, cause: 'release', detail }),
    )
    const request = { commandId: idFromWords(`release ${orderId}`), payload: { orderId } }
    const answer = await actors.execute(userId, rule, request)
    if (!answer.ok) return LATER
    return { ...purchase, status: to, reason: purchase.reason ?? reason, hold: 'released' }
  }

  private move(
    purchase: Purchase,
    to: PurchaseStatus,
    cause: string,
    more: Omit<Move, 'from' | 'to' | 'cause'> = {},
  ): Promise<Next> {
    const { pool, options } = this.deps
    return movePurchase(pool, purchase.id, { from: [purchase.status], to, cause, ...more }, options.leaseSeconds)
  }

  private async reached(point: string): Promise<void> {
    await this.deps.reached?.(point)
  }
}
