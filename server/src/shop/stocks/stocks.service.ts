import { accept, type Result, refuse, type ShopStock } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { findStock, insertStock, lockStock, writeTotal } from './stocks.store.ts'

export interface StockDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

interface StockWrite {
  readonly id: string
  readonly total: number
  readonly reason: string
}

async function written(
  tx: Queryable,
  { id, total, reason }: StockWrite,
  { before, actor, nowMs }: { before: number | null; actor: AuditActor; nowMs: number },
): Promise<Result<ShopStock, never>> {
  await insertAudit(tx, actor, {
    action: before === null ? 'stocks.create' : 'stocks.change',
    targetType: 'stock',
    targetId: id,
    reason,
    before: before === null ? null : { total: before },
    after: { total },
    atMs: nowMs,
  })
  const stock = await findStock(tx, id)
  if (stock === undefined) throw new Error(`the stock ${id} is gone`)
  return accept(stock)
}

/** Units to be sold; `CONFLICT`: there is a stock of this id. */
export function createStock(
  { pool, clock }: StockDependencies,
  stock: StockWrite,
  actor: AuditActor,
): Promise<Result<ShopStock, 'CONFLICT'>> {
  return inTransaction(pool, async (tx) => {
    if (!(await insertStock(tx, stock.id, stock.total)))
      return refuse('CONFLICT', `there is a stock ${stock.id} already`)
    return written(tx, stock, { before: null, actor, nowMs: clock.nowMs() })
  })
}

type StockRefusal = 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE'

/** Raises or lowers a stock that still is what its editor saw, never below what is held or sold. */
export function changeStock(
  { pool, clock }: StockDependencies,
  { seenTotal, ...stock }: StockWrite & { readonly seenTotal: number },
  actor: AuditActor,
): Promise<Result<ShopStock, StockRefusal>> {
  return inTransaction(pool, async (tx): Promise<Result<ShopStock, StockRefusal>> => {
    const before = await lockStock(tx, stock.id)
    if (before === undefined) return refuse('NOT_FOUND', 'no such stock')
    if (before.total !== seenTotal) return refuse('CONFLICT', `somebody else has changed it: ${before.total} now`)
    if (stock.total === before.total) return refuse('NOTHING_TO_CHANGE', 'it is so many already')
    if (stock.total < before.taken) return refuse('CONFLICT', `${before.taken} are held or sold already`)
    await writeTotal(tx, stock.id, stock.total)
    return written(tx, stock, { before: before.total, actor, nowMs: clock.nowMs() })
  })
}
