import { accept, type ProductBody, type ProductKind, type Refusal, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { findUnknownTargets } from '../../segments/index.ts'
import { hasStock } from '../stocks/stocks.store.ts'
import { checkProduct, type ProductProblem } from './check-product.ts'
import {
  countRevision,
  deleteDraft,
  findDraft,
  type HeldProduct,
  insertProduct,
  lockProduct,
  publishDraft,
  withdrawVersions,
  writeDraft,
} from './editing.store.ts'
import type { Products } from './products.service.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly clock: Clock
  readonly products: Products
  readonly catalogue: ItemsAreActive
}

/** Whether items may be granted; inside a transaction the answer holds until it ends. */
export interface ItemsAreActive {
  refuseGrants(via: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
}

export interface Editor {
  readonly adminId: number | null
  readonly actor: AuditActor
}

export interface ProductChange {
  readonly action: string
  readonly reason: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

export type EditRefusal = 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE' | 'PRODUCT_INVALID'
/** The product's SKU. */
export type Edited = Result<string, EditRefusal>

interface DraftInput {
  readonly body: ProductBody
  readonly note: string
}

/** Writes products: drafts that anybody may correct, and published versions that never change. */
export class ProductEditing {
  private readonly deps: EditingDependencies

  constructor(deps: EditingDependencies) {
    this.deps = deps
  }

  /** A product with its first draft. */
  async create(sku: string, kind: ProductKind, { body, note }: DraftInput, editor: Editor): Promise<Edited> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx) => {
      if (!(await insertProduct(tx, sku, kind, nowMs))) return refuse('CONFLICT', `there is a product ${sku} already`)
      const version = await writeDraft(tx, { sku, body, note, adminId: editor.adminId, nowMs })
      const after = { kind, version, note, ...body }
      await this.audit(tx, sku, editor, { action: 'products.create', reason: null, before: null, after })
      return accept(sku)
    })
  }

  /** Corrects the draft of a product, or begins its next one. */
  async draft(sku: string, seenRevision: number, { body, note }: DraftInput, editor: Editor): Promise<Edited> {
    const nowMs = this.deps.clock.nowMs()
    return this.changing(sku, seenRevision, editor, async (tx) => {
      const before = await findDraft(tx, sku)
      const version = await writeDraft(tx, { sku, body, note, adminId: editor.adminId, nowMs })
      return accept({
        action: 'products.draft',
        reason: null,
        before: before ? { version: before.version, note: before.note, ...before.body } : null,
        after: { version, note, ...body },
      })
    })
  }

  async discard(sku: string, seenRevision: number, editor: Editor): Promise<Edited> {
    return this.changing(sku, seenRevision, editor, async (tx) => {
      const before = await findDraft(tx, sku)
      if (before === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft')
      if (before.version === 1) return refuse('NOTHING_TO_CHANGE', 'the first draft of a product is all there is of it')
      await deleteDraft(tx, sku)
      return accept({
        action: 'products.discard',
        reason: null,
        before: { version: before.version, note: before.note, ...before.body },
        after: null,
      })
    })
  }

  /** Publishes the draft, now or at an instant to come; `PRODUCT_INVALID` says everything that is wrong. */
  async publish(
    sku: string,
    { seenRevision, at, reason }: { seenRevision: number; at: string | null; reason: string },
    editor: Editor,
  ): Promise<Edited> {
    const nowMs = this.deps.clock.nowMs()
    const atMs = at !== null && Date.parse(at) > nowMs ? Date.parse(at) : null
    return this.changing(sku, seenRevision, editor, async (tx) => {
      const draft = await findDraft(tx, sku)
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      const problems = await this.problemsOf(tx, draft.body, atMs ?? nowMs)
      if (problems.length > 0) return refuse('PRODUCT_INVALID', problems.map(({ words }) => words).join('; '))
      await publishDraft(tx, { sku, version: draft.version, adminId: editor.adminId, nowMs, atMs })
      const effectiveAt = new Date(atMs ?? nowMs).toISOString()
      return accept({
        action: 'products.publish',
        reason,
        before: { version: draft.version, status: 'draft' },
        after: { version: draft.version, status: 'published', effectiveAt, ...draft.body },
      })
    })
  }

  async withdraw(
    sku: string,
    { seenRevision, what, reason }: { seenRevision: number; what: 'planned' | 'all'; reason: string },
    editor: Editor,
  ): Promise<Edited> {
    return this.changing(sku, seenRevision, editor, async (tx) => {
      const versions = await withdrawVersions(tx, sku, what, this.deps.clock.nowMs())
      if (versions.length === 0) return refuse('NOTHING_TO_CHANGE', 'no version of it is on sale or planned')
      const before = { versions, status: 'published' }
      return accept({ action: 'products.withdraw', reason, before, after: { versions, status: 'withdrawn' } })
    })
  }

  /** Everything that keeps a body from being published at an instant, as of a transaction or of now. */
  async problemsOf(via: Queryable, body: ProductBody, effectiveMs: number): Promise<ProductProblem[]> {
    const named = new Set(body.contents.flatMap((reward) => (reward.type === 'ITEM' ? [reward.item] : [])))
    const missingItems: string[] = []
    // In one order for everybody: each is locked until the transaction ends.
    for (const item of [...named].sort()) {
      if (await this.deps.catalogue.refuseGrants(via, [item])) missingItems.push(item)
    }
    const stockIsThere = body.stock === null || (await hasStock(via, body.stock))
    const unknownSegments = await findUnknownTargets(via, body.segments ?? [])
    return checkProduct(body, { effectiveMs, missingItems, stockIsThere, unknownSegments })
  }

  /** Changes a product that still is what its editor saw; every process is told. */
  private async changing(
    sku: string,
    seenRevision: number,
    editor: Editor,
    change: (tx: Queryable, product: HeldProduct) => Promise<Result<ProductChange, EditRefusal>>,
  ): Promise<Edited> {
    const { pool, bus, products } = this.deps
    const done = await inTransaction(pool, async (tx): Promise<Edited> => {
      const product = await lockProduct(tx, sku)
      if (product === undefined) return refuse('NOT_FOUND', 'no such product')
      if (product.revision !== seenRevision) {
        return refuse('CONFLICT', `somebody else has changed this product: revision ${product.revision} now`)
      }
      const changed = await change(tx, product)
      if (!changed.ok) return changed
      await countRevision(tx, sku)
      await this.audit(tx, sku, editor, changed.value)
      await bus.publish(tx, 'shop', {})
      return accept(sku)
    })
    // The bus brings it here too, whether it can be read now or not.
    if (done.ok) await products.load().catch(() => undefined)
    return done
  }

  private audit(tx: Queryable, sku: string, { actor }: Editor, change: ProductChange): Promise<void> {
    const target = { targetType: 'product', targetId: sku, atMs: this.deps.clock.nowMs() }
    return insertAudit(tx, actor, { ...target, ...change })
  }
}
