import { accept, type Result, refuse } from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import type { publishOn } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import type { Editor } from './editing.service.ts'
import { callBackHolds, countRevision, lockProduct, writeDisabled } from './editing.store.ts'

export interface DisablingDependencies {
  readonly pool: Pool
  readonly clock: { nowMs(): number }
  /** Tells every process, in the transaction. */
  readonly publish: typeof publishOn
}

interface Order {
  readonly sku: string
  readonly reason: string
}

/**
 * Stops the sale of a product whatever its versions say, and takes back what is held and not paid: the settlement voids
 * each such purchase with `DISABLED`. What is being captured goes its way. Gives how many purchases are taken back.
 */
export function disableProduct(
  { pool, clock, publish }: DisablingDependencies,
  { sku, reason }: Order,
  { adminId, actor }: Editor,
): Promise<Result<number, 'NOT_FOUND' | 'NOTHING_TO_CHANGE'>> {
  const nowMs = clock.nowMs()
  return inTransaction(pool, async (tx) => {
    const product = await lockProduct(tx, sku)
    if (product === undefined) return refuse('NOT_FOUND', 'no such product')
    if (product.disabledAt !== null) return refuse('NOTHING_TO_CHANGE', 'this product is stopped already')
    await writeDisabled(tx, sku, { reason, adminId, nowMs })
    const calledBack = await callBackHolds(tx, sku)
    await countRevision(tx, sku)
    await insertAudit(tx, actor, {
      action: 'products.disable',
      targetType: 'product',
      targetId: sku,
      reason,
      before: { disabled: false },
      after: { disabled: true, calledBack },
      atMs: nowMs,
    })
    await publish(tx, 'shop', {})
    return accept(calledBack)
  })
}

/** Sells a product again that was stopped, as its versions say. */
export function enableProduct(
  { pool, clock, publish }: DisablingDependencies,
  { sku, reason }: Order,
  { actor }: Editor,
): Promise<Result<string, 'NOT_FOUND' | 'NOTHING_TO_CHANGE'>> {
  return inTransaction(pool, async (tx) => {
    const product = await lockProduct(tx, sku)
    if (product === undefined) return refuse('NOT_FOUND', 'no such product')
    if (product.disabledAt === null) return refuse('NOTHING_TO_CHANGE', 'this product is not stopped')
    await writeDisabled(tx, sku, null)
    await countRevision(tx, sku)
    await insertAudit(tx, actor, {
      action: 'products.enable',
      targetType: 'product',
      targetId: sku,
      reason,
      before: { disabled: true, reason: product.disableReason },
      after: { disabled: false },
      atMs: clock.nowMs(),
    })
    await publish(tx, 'shop', {})
    return accept(sku)
  })
}
