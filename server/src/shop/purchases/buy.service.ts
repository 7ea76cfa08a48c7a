import { hash, type KeyObject } from 'node:crypto'
import {
  accept,
  type BuyBody,
  type BuyReply,
  priceOf,
  type Reason,
  type Refusal,
  type Result,
  refuse,
} from '@casino-club/shared'
import { Batches, type Gathering } from '../../platform/batches.ts'
import type { Clock } from '../../platform/clock.ts'
import { idFromWords, type RandomSource } from '../../platform/ids.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { type CommandDesk, requestHash } from '../../player/index.ts'
import type { GrantTerms } from '../../rewards/index.ts'
import type { Products } from '../catalogue/products.service.ts'
import { findPromo, type Promo, refusePromo } from '../promos/promos.store.ts'
import { receiptCodeOf } from '../receipts.ts'
import { lookAround, type Sight, type Visitor } from './door.store.ts'
import type { InHand } from './in-hand.ts'
import { type BuyPayload, buyForGemsRule, reserveRule } from './purchase.rules.ts'
import { findByKey, findGems } from './purchase.store.ts'
import { hasEnded, type Purchase, withGems } from './purchase.types.ts'
import type { BeginWrite, PurchaseWrite } from './purchase-desk.ts'
import { type Known, Refusals } from './refusals.ts'
import type { Beginning } from './reserve.store.ts'
import type { Settlement } from './settlement.ts'
import { PASSING, type Terms } from './terms.ts'

export interface BuyDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly desk: CommandDesk<PurchaseWrite>
  readonly inHand: InHand
  readonly gathering: Gathering
  readonly catalogue: GrantTerms['catalogue']
  readonly products: Products
  readonly settlement: Settlement
  /** What purchases for won are paid through; null: nothing is sold for won. */
  readonly providerId: string | null
  readonly integrityKey: KeyObject
  readonly holdSeconds: number
  readonly leaseSeconds: number
  /** Where the provider's page sends a player back to; null: nowhere. */
  readonly returnUrl: ((orderId: string) => string) | null
}

/** What it came to; what was refused is a purchase that failed. */
export interface Bought {
  readonly purchase: Purchase
  readonly replayed: boolean
}

/** A version of a product that is in force. */
type Offer = Pick<Terms, 'version' | 'body'>

/** Refusals that are kept under no key. */
const UNKEPT: ReadonlySet<Reason> = new Set([...PASSING, 'COMMAND_ID_REUSED', 'INTERNAL', 'NOT_FOUND'])
const ORDER_BYTES = 15
/** A version may come into force between the look at the catalogue and the purchase. */
const TRIES = 2

/** Buys: the same key once, whatever becomes of the answer. */
export class Shop {
  private readonly deps: BuyDependencies
  private readonly door: Batches<Visitor, Sight>
  private readonly refusals: Refusals

  constructor(deps: BuyDependencies) {
    this.deps = deps
    const { pool, gathering } = deps
    this.door = new Batches({ ...gathering, work: (visitors) => lookAround(pool, visitors) })
    this.refusals = new Refusals(deps)
  }

  async buy(userId: number, body: BuyBody): Promise<Result<Bought>> {
    const payload: BuyPayload = {
      sku: body.sku,
      quantity: body.quantity,
      currency: body.currency,
      promoCode: body.promoCode ?? null,
      idempotencyKey: body.idempotencyKey,
    }
    const wanted = requestHash('shop.buy', payload)
    const begun = await this.begin(userId, body, payload, wanted)
    if (!begun.ok || begun.value.replayed || hasEnded(begun.value.purchase)) return begun
    return accept({ purchase: await this.pay(begun.value.purchase, body), replayed: false })
  }

  private async begin(userId: number, body: BuyBody, payload: BuyPayload, wanted: string): Promise<Result<Bought>> {
    for (let attempt = 1; ; attempt++) {
      const bought = await this.tryToBuy(userId, body, payload, wanted)
      if (bought.ok || bought.reason !== 'CONFLICT' || attempt === TRIES) return bought
      await this.deps.products.load()
    }
  }

  private async pay(purchase: Purchase, { cardToken }: BuyBody): Promise<Purchase> {
    const { products, settlement, inHand } = this.deps
    const { name } = await products.bodyOf(purchase.sku, purchase.version ?? 0)
    const returnUrl = this.deps.returnUrl?.(purchase.orderId) ?? null
    const asked = { orderName: name.ko, returnUrl, ...(cardToken && { cardToken }) }
    return inHand.hold(purchase.orderId, () => settlement.advance(purchase, asked))
  }

  private replay(purchase: Purchase, wanted: string): Result<Bought> {
    if (purchase.requestHash !== wanted) return refuse('COMMAND_ID_REUSED', 'this key belongs to another request')
    return accept({ purchase, replayed: true })
  }

  private async tryToBuy(userId: number, body: BuyBody, payload: BuyPayload, wanted: string): Promise<Result<Bought>> {
    const { pool, desk } = this.deps
    const offer = this.offerOf(body.sku)
    const { idempotencyKey, quantity } = body
    const stockId = offer?.body.stock ?? null
    const sight = await this.door.hand({ userId, idempotencyKey, quantity, stockId })
    const before = sight.isKnown ? await findByKey(pool, { userId, idempotencyKey }) : undefined
    if (before) return this.replay(before, wanted)
    if (offer === undefined) return refuse('NOT_FOUND', 'no such product')
    const agreed = await this.agree(offer, sight, body, wanted)
    if (!agreed.ok) {
      const known = 'known' in agreed ? agreed.known : undefined
      return known ? this.refused(userId, body, known, agreed, wanted) : agreed
    }
    const terms = agreed.value
    const request = { commandId: idFromWords(`buy ${userId} ${body.idempotencyKey}`), payload }
    const write = this.writeOf(terms)
    const answer = await desk.hand({ userId, rule: this.ruleOf(write), request })
    if (!answer.ok) return this.refused(userId, body, terms, answer, wanted)
    const { kept } = write
    const own = answer.replayed === true ? undefined : kept.purchase && withGems(kept.purchase, answer)
    const purchase = own ?? (await findByKey(pool, { userId, idempotencyKey }))
    if (purchase === undefined) throw new Error(`the purchase ${terms.orderId} is gone`)
    return answer.replayed ? this.replay(purchase, wanted) : accept({ purchase, replayed: false })
  }

  /** What is in force of a product, by the catalogue as this process knows it. */
  private offerOf(sku: string) {
    const { products, clock } = this.deps
    const product = products.find(sku)
    return product && products.inForce(product, clock.nowMs())
  }

  /** What the player and the club agree on. */
  private async agree(
    version: Offer,
    { vip, seemsLeft }: Sight,
    body: BuyBody,
    wanted: string,
  ): Promise<Result<Terms> | (Refusal & { readonly known?: Known })> {
    const { clock, random, providerId } = this.deps
    const { sku, currency, quantity, idempotencyKey } = body
    const orderId = `o_${random.bytes(ORDER_BYTES).toString('base64url')}`
    const asked = { currency, quantity, nowMs: clock.nowMs(), tier: vip }
    const bare = priceOf(version.body, asked)
    if (bare === undefined || (currency === 'KRW' && providerId === null)) {
      return refuse('CHOICE_NOT_OFFERED', `it is not sold for ${currency}`)
    }
    const known = { sku, version: version.version, orderId, price: bare }
    const promo = await this.promoFor(body, bare.amount + bare.vip)
    if (promo !== undefined && 'reason' in promo) return { ...promo, known }
    const price = priceOf(version.body, { ...asked, promo }) ?? bare
    if (body.expectedPrice !== undefined && body.expectedPrice !== price.amount) {
      return { ...refuse('PRICE_CHANGED', `it costs ${price.amount}`), known: { ...known, price, promo } }
    }
    if (!seemsLeft) {
      return { ...refuse('OUT_OF_STOCK', 'it is sold out'), known: { ...known, price, promo } }
    }
    return accept({
      ...known,
      body: version.body,
      quantity,
      currency,
      price,
      promo,
      vip,
      idempotencyKey,
      requestHash: wanted,
      cardHash: body.cardToken === undefined ? null : this.cardHash(body.cardToken),
      provider: currency === 'KRW' ? providerId : null,
    })
  }

  private async promoFor({ promoCode, sku, currency }: BuyBody, due: number): Promise<Promo | undefined | Refusal> {
    if (promoCode === undefined) return undefined
    const promo = await findPromo(this.deps.pool, promoCode)
    if (promo === undefined) return refuse('PROMO_INVALID', 'there is no such code')
    const reason = refusePromo(promo, { sku, currency, due, nowMs: this.deps.clock.nowMs() })
    return reason ? refuse(reason, 'the promo code cannot be used for this') : promo
  }

  /** Told apart, but of no use to anybody. */
  private cardHash(cardToken: string): Buffer {
    return Buffer.from(
      hash('sha256', `${this.deps.integrityKey.export().toString('hex')} card ${cardToken}`, 'hex'),
      'hex',
    )
  }

  private writeOf(terms: Terms): BeginWrite {
    const { holdSeconds, leaseSeconds, random } = this.deps
    const held: Beginning = { status: 'authorizing', hold: 'held', holdSeconds, leaseSeconds }
    if (terms.currency === 'KRW') return { kind: 'begin', terms, begin: held, receiptCode: null, kept: {} }
    const sold: Beginning = { status: 'granted', hold: 'sold', holdSeconds: null, leaseSeconds: null }
    return { kind: 'begin', terms, begin: sold, receiptCode: receiptCodeOf(random.bytes(10)), kept: {} }
  }

  private ruleOf(write: BeginWrite) {
    return write.receiptCode === null ? reserveRule(write) : buyForGemsRule(write, this.deps.catalogue)
  }

  /** Keeps what was refused, under its key: asked again, it is answered the same. */
  private async refused(
    userId: number,
    body: BuyBody,
    terms: Known,
    why: Refusal,
    wanted: string,
  ): Promise<Result<Bought>> {
    if (UNKEPT.has(why.reason)) return why
    const { refusal, purchase, isNew } = await this.refusals.keep({ userId, body, terms, why, requestHash: wanted })
    if (purchase === undefined) return refusal
    return isNew ? accept({ purchase, replayed: false }) : this.replay(purchase, wanted)
  }
}

/** What a purchase granted of gems. */
const gemsIn = (contents: readonly { type: string; amount?: number }[], quantity: number): number =>
  contents.reduce((sum, { type, amount }) => (type === 'GEM' ? sum + (amount ?? 0) * quantity : sum), 0)

/** The answer that a purchase is given, from how it stands. */
export async function toBuyReply(deps: BuyDependencies, { purchase, replayed }: Bought): Promise<BuyReply> {
  const granted = purchase.status === 'granted'
  const body =
    granted && purchase.version !== null ? await deps.products.bodyOf(purchase.sku, purchase.version) : undefined
  return {
    success: granted,
    reason: purchase.reason,
    orderId: purchase.orderId,
    packageId: purchase.sku,
    quantity: purchase.quantity,
    status: purchase.status,
    currency: purchase.currency,
    amount: purchase.amount,
    gemsGranted: body ? gemsIn(body.contents, purchase.quantity) : 0,
    newGemBalance: granted ? (purchase.gemsAfter ?? (await findGems(deps.pool, purchase.userId))) : null,
    chargeId: purchase.paymentId,
    receiptCode: purchase.receiptCode,
    receiptSignature: purchase.receiptSignature,
    payUrl: purchase.payUrl,
    ...(replayed && { replayed: true as const, ...(granted && { reason: 'IDEMPOTENT_REPLAY' as const }) }),
  }
}
