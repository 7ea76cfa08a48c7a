import { accept, type Balances, CURRENCIES, type RefundPreview, type Result, refuse } from '@casino-club/shared'
import { accountNow } from '../../identity/index.ts'
import { idFromWords } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { type PlayerActors, RefusedInTransaction } from '../../player/index.ts'
import type { Products } from '../catalogue/products.service.ts'
import { blockForChargeBack } from '../fraud/blocks.store.ts'
import type { PaymentProvider } from '../payments/provider.ts'
import { STUCK_TRIES } from '../payments/retries.store.ts'
import { returnPromo } from '../purchases/promo-uses.store.ts'
import { findByOrder, findPurchase, lockPurchase } from '../purchases/purchase.store.ts'
import type { Purchase } from '../purchases/purchase.types.ts'
import { type ClawBack, clawBack, refundRule, shareOf } from './refund.rule.ts'
import {
  claimSending,
  decideRefund,
  endRefund,
  failRefund,
  findRefund,
  findRefundByCommand,
  insertRefund,
  lockRefund,
  openRefunds,
  type Refund,
  rejectOvertaken,
} from './refunds.store.ts'

/** Won; more than this is given back by two admins only. */
const FOUR_EYES_ABOVE = 100_000
/** At once; what is claimed must be sent before its time comes again. */
const PAGE = 10

export interface RefundDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly products: Products
  readonly log: Log
  readonly providers: ReadonlyMap<string, PaymentProvider>
}

export interface RefundRequest {
  readonly commandId: string
  readonly amount: number
  readonly reason: string
  /** Give the money back though some of what it bought has been spent. */
  readonly evenIfSpent: boolean
  /** What whoever asks was shown; undefined: he has not looked. */
  readonly seen?: { readonly refundable: number; readonly missing: Balances } | undefined
}

/** Further writes of whoever asks or decides (the audit log), in the same transaction. */
export type BesideRefund = (tx: Queryable, refund: Refund, purchase: Purchase) => Promise<void>

/**
 * Money back, whole or in parts. First the provider gives it back, under a key of the refund; then, in one transaction,
 * what it had bought is taken out again as far as it is there, and the rest is written down as missing.
 */
export class Refunds {
  private readonly deps: RefundDependencies

  constructor(deps: RefundDependencies) {
    this.deps = deps
  }

  /** Asks for a refund, once per command id; a large one waits for a second admin. */
  async request(
    orderId: string,
    adminId: number,
    wanted: RefundRequest,
    beside: BesideRefund,
  ): Promise<Result<Refund>> {
    const { pool } = this.deps
    const found = await findByOrder(pool, orderId)
    if (found === undefined) return refuse('NOT_FOUND', 'no such purchase')
    const asked = await inTransaction(pool, async (tx) => {
      const purchase = await lockPurchase(tx, found.id)
      const known = await findRefundByCommand(tx, wanted.commandId)
      if (known) return sameAs(known, found.id, wanted.amount)
      const looked = await this.look(tx, purchase, wanted.amount)
      if (!looked.ok) return looked
      const refused = refusalOf(wanted, looked.value)
      if (refused || purchase === undefined) return refused ?? refuse('NOT_FOUND', 'no such purchase')
      const refund = await insertRefund(tx, {
        purchaseId: purchase.id,
        commandId: wanted.commandId,
        amount: wanted.amount,
        cause: 'admin',
        reason: wanted.reason,
        status: looked.value.secondAdmin ? 'waiting' : 'sending',
        requestedBy: adminId,
      })
      if (refund === undefined) return refuse('COMMAND_ID_REUSED', 'this command id asked for another refund')
      await beside(tx, refund, purchase)
      return accept(refund)
    })
    return asked.ok ? accept(await this.send(asked.value)) : asked
  }

  /** What a refund of so many won would come to now. */
  async preview(orderId: string, amount: number): Promise<Result<RefundPreview>> {
    const purchase = await findByOrder(this.deps.pool, orderId)
    if (purchase === undefined) return refuse('NOT_FOUND', 'no such purchase')
    return this.look(this.deps.pool, purchase, amount)
  }

  private async look(tx: Queryable, purchase: Purchase | undefined, amount: number): Promise<Result<RefundPreview>> {
    if (purchase?.status !== 'granted' || purchase.currency !== 'KRW' || purchase.amount === 0) {
      return refuse('NOT_REFUNDABLE', 'only what was paid for with money and granted can be refunded')
    }
    const soFar = purchase.refunded + (await openRefunds(tx, purchase.id))
    const refundable = purchase.amount - soFar
    if (amount > refundable) return refuse('NOT_REFUNDABLE', `only ${refundable} won are left to be refunded`)
    // All of a purchase's refunds together: much money does not go back in small parts either.
    const secondAdmin = soFar + amount > FOUR_EYES_ABOVE
    return accept({ amount, refundable, secondAdmin, ...(await this.clawBackNow(tx, purchase, amount)) })
  }

  private async clawBackNow(tx: Queryable, purchase: Purchase, won: number): Promise<ClawBack> {
    const { rows } = await tx.query<{ coins: number; gems: number; tickets: number }>(
      'select coins, gems, tickets from players where user_id = $1',
      [await accountNow(tx, purchase.userId)],
    )
    const body = await this.deps.products.bodyOf(purchase.sku, purchase.version ?? 0)
    return clawBack(shareOf(purchase, body, won), rows[0] ?? { coins: 0, gems: 0, tickets: 0 })
  }

  /** The second admin's word. Nobody decides about what he asked for himself. */
  async decide(
    id: number,
    { adminId, approved }: { readonly adminId: number; readonly approved: boolean },
    beside: BesideRefund,
  ): Promise<Result<Refund>> {
    const decided = await inTransaction(this.deps.pool, async (tx) => {
      const refund = await lockRefund(tx, id)
      if (refund === undefined) return refuse('NOT_FOUND', 'no such refund')
      if (refund.status !== 'waiting') return refuse('CONFLICT', 'this refund has been decided')
      if (refund.requestedBy === adminId) return refuse('FORBIDDEN', 'somebody else must look at it')
      await decideRefund(tx, id, { adminId, approved })
      const purchase = await findPurchase(tx, refund.purchaseId)
      const after = await findRefund(tx, id)
      if (purchase === undefined || after === undefined) throw new Error(`the purchase of refund ${id} is gone`)
      await beside(tx, after, purchase)
      return accept(after)
    })
    return decided.ok ? accept(await this.send(decided.value)) : decided
  }

  /** Brings a refund on its way to its end, as far as that can be done now. */
  async send(refund: Refund): Promise<Refund> {
    const { pool, providers, log } = this.deps
    if (refund.status !== 'sending') return refund
    const purchase = await findPurchase(pool, refund.purchaseId)
    const provider = providers.get(purchase?.provider ?? '')
    if (purchase === undefined || provider === undefined) return refund
    if (refund.cause === 'admin') {
      const { orderId, paymentId } = purchase
      const { amount, reason, id } = refund
      const key = `refund-${orderId}-${id}`
      const answer = await provider.refund({ orderId, paymentId: paymentId ?? '', amount, reason, key })
      if (answer.kind === 'unknown') return refund
      if (answer.kind === 'refused') {
        log.error({ refundId: id, code: answer.code }, 'the provider refuses a refund')
        await failRefund(pool, id)
        // Its money may have gone back without us.
        await this.followChargeBack(purchase)
        return (await findRefund(pool, id)) ?? refund
      }
    }
    await this.takeBack(refund, purchase)
    return (await findRefund(pool, refund.id)) ?? refund
  }

  private async takeBack(refund: Refund, purchase: Purchase): Promise<void> {
    const { pool, products, actors } = this.deps
    const body = await products.bodyOf(purchase.sku, purchase.version ?? 0)
    const share = shareOf(purchase, body, refund.amount)
    const rule = refundRule(purchase, refund, share, async (tx, back, at) => {
      await lockPurchase(tx, purchase.id)
      const ended = await endRefund(tx, refund, { seq: at.seq, ...back })
      if (ended === undefined) throw new RefusedInTransaction(refuse('CONFLICT', 'this refund is done'))
      if (ended.whole) await returnPromo(tx, purchase)
    })
    const request = { commandId: idFromWords(`refund ${refund.id}`), payload: { refundId: refund.id } }
    // Where what was bought is now: the account that bought it may have been made one with another.
    const answer = await actors.execute(await accountNow(pool, purchase.userId), rule, request)
    if (answer.ok) return
    this.deps.log.error({ refundId: refund.id, reason: answer.reason }, 'a refund could not be booked yet')
  }

  /** Refunds whose answer was lost, or whose process died; gives how many there were. */
  async sendAll(): Promise<number> {
    const { pool, log } = this.deps
    const due = await claimSending(pool, PAGE)
    for (const { id, tries } of due) {
      const refund = await findRefund(pool, id)
      if (tries === STUCK_TRIES) log.error({ refundId: id, tries }, 'a refund does not come to an end')
      // One that fails must not stop those behind it.
      if (refund)
        await this.send(refund).catch((error: unknown) => log.error({ err: error, refundId: id }, 'a refund failed'))
    }
    return due.length
  }

  /**
   * Holds a granted purchase against its provider: money that went back without us is taken for what it is, and the
   * player buys nothing until somebody has looked at it. False: the provider has no answer now.
   */
  async followChargeBack(purchase: Purchase): Promise<boolean> {
    const { pool, providers } = this.deps
    const provider = providers.get(purchase.provider ?? '')
    if (purchase.status !== 'granted' || provider === undefined) return true
    const answer = await provider.query(purchase.orderId)
    if (answer.kind !== 'done') return answer.kind === 'refused'
    const told = answer.payment.refunded
    const refund = await inTransaction(pool, async (tx) => {
      const held = await lockPurchase(tx, purchase.id)
      if (held?.status !== 'granted') return undefined
      const amount = told - held.refunded - (await openRefunds(tx, held.id, ['sending']))
      if (amount <= 0) return undefined
      await rejectOvertaken(tx, held.id)
      await blockForChargeBack(tx, await accountNow(tx, held.userId), held.orderId)
      return insertRefund(tx, {
        purchaseId: held.id,
        commandId: idFromWords(`chargeback ${held.orderId} ${told}`),
        amount,
        cause: 'chargeback',
        reason: 'charged back',
        status: 'sending',
        requestedBy: null,
      })
    })
    if (refund) await this.send(refund)
    return true
  }
}

/** Why what somebody asks for is not done, though it could be. */
function refusalOf({ seen, evenIfSpent }: RefundRequest, { refundable, missing }: RefundPreview) {
  const isStale =
    seen && (seen.refundable !== refundable || CURRENCIES.some((name) => seen.missing[name] !== missing[name]))
  if (isStale) return refuse('CONFLICT', 'this purchase is not as it was shown')
  const spent = CURRENCIES.filter((name) => missing[name] > 0).map((name) => `${missing[name]} ${name}`)
  if (spent.length === 0 || evenIfSpent) return undefined
  return refuse('NOT_REFUNDABLE', `already spent: ${spent.join(', ')}`)
}

function sameAs(known: Refund, purchaseId: number, amount: number): Result<Refund> {
  if (known.purchaseId === purchaseId && known.amount === amount) return accept(known)
  return refuse('COMMAND_ID_REUSED', 'this command id asked for another refund')
}
