import { STANDARD_PRODUCTS } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import { insertStock } from '../stocks/stocks.store.ts'
import { hasProducts, insertProduct, publishDraft, writeDraft } from './editing.store.ts'
import type { Products } from './products.service.ts'

const NOTE = 'What the club opens with.'

/** Fills an empty shop; where there is any product, those who run the club decide. */
export async function ensureProducts(
  pool: Pool,
  { clock, products }: { readonly clock: Clock; readonly products: Products },
): Promise<void> {
  const nowMs = clock.nowMs()
  await inTransaction(pool, async (tx) => {
    // Processes that open an empty club together open it once.
    await tx.query(`select pg_advisory_xact_lock(hashtext('first-products'))`)
    if (await hasProducts(tx)) return
    for (const [sku, { kind, stock, body }] of Object.entries(STANDARD_PRODUCTS)) {
      if (stock !== null) await insertStock(tx, sku, stock)
      await insertProduct(tx, sku, kind, nowMs)
      const version = await writeDraft(tx, { sku, body, note: NOTE, adminId: null, nowMs })
      await publishDraft(tx, { sku, version, adminId: null, nowMs, atMs: null })
    }
  })
  await products.load()
}
