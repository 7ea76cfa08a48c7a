import { accept, canonicalJson, type LimitedUpsert, type ProductBody, type Result, refuse } from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import { inTransaction, type Queryable } from '../../platform/postgres/pool.ts'
import { hasStock, insertStock, lockStock, writeTotal } from '../stocks/stocks.store.ts'
import { checkProduct } from './check-product.ts'
import type { EditingDependencies, Editor } from './editing.service.ts'
import {
  countRevision,
  findDraft,
  findPublished,
  insertProduct,
  lockProduct,
  publishDraft,
  writeDraft,
} from './editing.store.ts'

const EMPTY = {
  description: { en: '', ko: '' },
  discount: null,
  requiredRank: 'STANDARD',
  tags: [],
  image: null,
} as const

/** What the older interface says, over what it has no words for. */
function bodyOf(wanted: LimitedUpsert, before: ProductBody | undefined): ProductBody {
  const { description, discount, requiredRank, tags, image } = before ?? EMPTY
  const segments = before?.segments
  const same = before !== undefined && [before.name.en, before.name.ko].includes(wanted.name)
  return {
    ...{ description, discount, requiredRank, tags: [...tags], image },
    ...(segments && { segments }),
    name: same ? before.name : { en: wanted.name, ko: wanted.name },
    prices: { KRW: wanted.priceWon ?? null, GEMS: wanted.priceGems ?? null },
    contents: [{ type: 'GEM', amount: wanted.gems }],
    window: { from: wanted.startsAt, until: wanted.endsAt },
    stock: wanted.packageId,
    userLimits: { ever: wanted.perUserLimit },
  }
}

/** Brings the package's own stock to a total; false: more of it is taken. */
async function bringStock(tx: Queryable, id: string, total: number): Promise<boolean> {
  if (await insertStock(tx, id, total)) return true
  const stock = await lockStock(tx, id)
  if (stock === undefined || stock.taken > total) return false
  if (stock.total !== total) await writeTotal(tx, id, total)
  return true
}

type UpsertRefusal = 'CONFLICT' | 'PRODUCT_INVALID'

/** Makes a limited package or publishes its next version, with its stock, at once. The same again changes nothing. */
export async function upsertLimited(
  { pool, bus, clock, products }: EditingDependencies,
  wanted: LimitedUpsert,
  { adminId, actor }: Editor,
): Promise<Result<string, UpsertRefusal>> {
  const { packageId: sku, maxGlobalStock } = wanted
  const nowMs = clock.nowMs()
  const done = await inTransaction(pool, async (tx): Promise<Result<string, UpsertRefusal>> => {
    const made = await insertProduct(tx, sku, 'limited', nowMs)
    const product = await lockProduct(tx, sku)
    if (product?.kind !== 'limited') return refuse('CONFLICT', `${sku} is no limited package`)
    if (await findDraft(tx, sku)) return refuse('CONFLICT', 'somebody is writing a draft of it')
    const before = await findPublished(tx, sku)
    const body = bodyOf(wanted, before?.body)
    const problems = checkProduct(body, {
      effectiveMs: nowMs,
      missingItems: [],
      stockIsThere: true,
      unknownSegments: [],
    })
    if (problems.length > 0) return refuse('PRODUCT_INVALID', problems.map(({ words }) => words).join('; '))
    const had = (await hasStock(tx, sku)) ? await lockStock(tx, sku) : undefined
    if (!(await bringStock(tx, sku, maxGlobalStock))) return refuse('CONFLICT', 'more of it is held or sold already')
    const same = before !== undefined && canonicalJson(before.body) === canonicalJson(body)
    if (same && had?.total === maxGlobalStock) return accept(sku)
    const version = same ? before.version : await writeDraft(tx, { sku, body, note: '', adminId, nowMs })
    if (!same) await publishDraft(tx, { sku, version, adminId, nowMs, atMs: null })
    if (!made) await countRevision(tx, sku)
    await insertAudit(tx, actor, {
      action: 'products.upsert',
      targetType: 'product',
      targetId: sku,
      reason: null,
      before: before ? { version: before.version, total: had?.total ?? null, ...before.body } : null,
      after: { version, total: maxGlobalStock, ...body },
      atMs: nowMs,
    })
    await bus.publish(tx, 'shop', {})
    return accept(sku)
  })
  if (done.ok) await products.load().catch(() => undefined)
  return done
}
