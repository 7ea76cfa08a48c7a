import type { KeyObject } from 'node:crypto'
import type { BuyBody, Refusal } from '@casino-club/shared'
import { Batches, type Gathering } from '../../platform/batches.ts'
import { allOrOneByOne } from '../../platform/postgres/one-by-one.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { openCases } from '../fraud/blocks.store.ts'
import { isSuspicion, suspect } from '../fraud/suspicion.ts'
import { integrityOf } from '../receipts.ts'
import { insertPurchases, type NewPurchase } from './insert.store.ts'
import { FRAUD_ATTEMPTS, recentAttempts } from './look.store.ts'
import { findByKeys } from './purchase.store.ts'
import type { Purchase } from './purchase.types.ts'
import type { Terms } from './terms.ts'

/** What a refusal that is kept is about. */
export type Known = Pick<Terms, 'sku' | 'version' | 'orderId' | 'price'> & Partial<Terms>

/** Somebody who is refused something. */
export interface Refused {
  readonly userId: number
  readonly body: Pick<BuyBody, 'quantity' | 'currency' | 'idempotencyKey'>
  readonly terms: Known
  readonly why: Refusal
  /** Hex of 16 bytes. */
  readonly requestHash: string
}

/** What it came to. */
export interface KeptRefusal {
  readonly refusal: Refusal
  /** What stands under the key; undefined: he has tried so often that nothing more is written. */
  readonly purchase: Purchase | undefined
  /** Whether that was written now; else his key has been used before. */
  readonly isNew: boolean
}

export interface RefusalsDependencies {
  readonly pool: Pool
  readonly integrityKey: KeyObject
  readonly gathering: Gathering
}

/** Codes and prices are not to be guessed at; and who goes on all the same writes no more rows. */
const judge = ({ why }: Refused, attempts: number) => ({
  refusal: attempts < FRAUD_ATTEMPTS ? why : suspect('velocity', `${attempts} attempts within five minutes`),
  isKept: attempts < 2 * FRAUD_ATTEMPTS,
})

function toFailed(refused: Refused, refusal: Refusal, createdAt: Date, secret: KeyObject): NewPurchase {
  const { userId, body, terms, requestHash } = refused
  const { quantity, currency, idempotencyKey } = body
  const { orderId, sku, version, price, promo, cardHash = null } = terms
  const fixed = { orderId, userId, sku, version, quantity, currency, ...price, createdAt }
  return {
    ...fixed,
    seq: null,
    promoId: promo?.id ?? null,
    stockId: null,
    hold: 'none',
    holdSeconds: null,
    status: 'failed',
    reason: refusal.reason,
    provider: null,
    idempotencyKey,
    requestHash,
    grantedSeq: null,
    cardHash,
    leaseSeconds: null,
    integrity: integrityOf(secret, fixed),
    cause: 'refused',
    receipt: null,
  }
}

/**
 * Keeps what was refused under its key: asked again, it is answered the same. What a crowd is refused is written together, and
 * each counts as an attempt of his player's; two of one player one after the other, so that none of them is missed.
 */
export class Refusals {
  private readonly deps: RefusalsDependencies
  private readonly batches: Batches<Refused, KeptRefusal | Promise<KeptRefusal>>

  constructor(deps: RefusalsDependencies) {
    this.deps = deps
    const keep = (refused: readonly Refused[]) => inTransaction(deps.pool, (tx) => this.keepAll(tx, refused))
    this.batches = new Batches({
      ...deps.gathering,
      lanes: 1,
      keyOf: ({ userId }) => userId,
      work: async (refused) => {
        const answers = await allOrOneByOne(refused, keep)
        // Until each is written: his next one counts this one.
        await Promise.allSettled(answers)
        return answers
      },
    })
  }

  async keep(refused: Refused): Promise<KeptRefusal> {
    return await this.batches.hand(refused)
  }

  /** Of many players, each once; by their ids, so that no two processes wait for each other's keys. */
  private async keepAll(tx: Queryable, refused: readonly Refused[]): Promise<KeptRefusal[]> {
    const byId = [...refused].sort((a, b) => a.userId - b.userId)
    const { now, attempts } = await recentAttempts(
      tx,
      byId.map(({ userId }) => userId),
    )
    const judged = byId.map((each) => ({ ...each, ...judge(each, attempts.get(each.userId) ?? 0) }))
    const written = judged.filter(({ isKept }) => isKept)
    const rows = written.map((each) => toFailed(each, each.refusal, now, this.deps.integrityKey))
    const kept = rows.length === 0 ? [] : await insertPurchases(tx, rows)
    const byPlayer = new Map(kept.map((purchase) => [purchase.userId, purchase]))
    const known = written.filter(({ userId }) => !byPlayer.has(userId))
    const keys = known.map(({ userId, body: { idempotencyKey } }) => ({ userId, idempotencyKey }))
    const before = keys.length === 0 ? [] : await findByKeys(tx, keys)
    const standing = new Map([...before, ...kept].map((purchase) => [purchase.userId, purchase]))
    await openCases(
      tx,
      written.flatMap(({ userId, refusal }) => (isSuspicion(refusal) ? [{ userId, suspicion: refusal }] : [])),
    )
    const answers = new Map(judged.map(({ userId, refusal }) => [userId, refusal]))
    return refused.map(({ userId, why }) => ({
      refusal: answers.get(userId) ?? why,
      purchase: standing.get(userId),
      isNew: byPlayer.has(userId),
    }))
  }
}
