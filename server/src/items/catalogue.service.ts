import {
  accept,
  type Item,
  type ItemFields,
  type Refusal,
  type Result,
  refuse,
  STANDARD_ITEMS,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findItem, holdActive, insertItem, listItems, type StoredItem, updateItem } from './items.store.ts'

const RETRY_MS = 500
const DAY_MS = 86_400_000

/** Further writes of whoever changes an item (the audit log), in the same transaction. */
export type BesideItem = (tx: Queryable, change: { before: Item | undefined; after: Item }) => Promise<void>

/** The item ids that odds tables in force and products on sale grant, as of a transaction. */
export type GrantedInForce = (tx: Queryable) => Promise<ReadonlySet<string>>

export interface CatalogueDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
}

/** All items: in memory for whoever grants or uses one, changed in Postgres, and told to every process. */
export class Catalogue {
  private readonly deps: CatalogueDependencies
  private items: ReadonlyMap<string, StoredItem> = new Map()
  private loading: Promise<void> = Promise.resolve()

  constructor(deps: CatalogueDependencies) {
    this.deps = deps
    const reload = () => {
      this.load().catch((error: unknown) => {
        deps.log.error({ err: error }, 'the items could not be read; it is tried again')
        setTimeout(reload, RETRY_MS).unref()
      })
    }
    deps.bus.on('items', reload)
    deps.bus.onResync(reload)
  }

  /** Without any I/O; whoever needs it to be of this very moment asks Postgres. */
  find(id: string): Item | undefined {
    return this.items.get(id)
  }

  /** Every item, in order of id. */
  all(): readonly StoredItem[] {
    return [...this.items.values()]
  }

  /** When a stock granted now ends, in ms since the epoch; undefined: never. */
  expiryOf(id: string, nowMs: number): number | undefined {
    const days = this.items.get(id)?.expiresAfterDays ?? null
    return days === null ? undefined : nowMs + days * DAY_MS
  }

  /** One reading after the other: an older answer must not come in over a newer one. */
  load(): Promise<void> {
    this.loading = this.loading
      .catch(() => undefined)
      .then(async () => {
        this.items = new Map((await listItems(this.deps.pool)).map((item) => [item.id, item]))
      })
    return this.loading
  }

  /** Adds the standard items that are not there; what an admin made of one is left alone. */
  async ensureStandard(): Promise<void> {
    const nowMs = this.deps.clock.nowMs()
    for (const [id, item] of Object.entries(STANDARD_ITEMS)) await insertItem(this.deps.pool, id, item, nowMs)
    await this.load()
  }

  /** Refused when one of these items may not be granted; inside a transaction the answer holds until it ends. */
  async refuseGrants(via: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined> {
    if (ids.length === 0) return undefined
    const active = await holdActive(via, ids)
    const missing = ids.find((id) => !active.has(id))
    return missing === undefined ? undefined : refuse('ITEM_UNKNOWN', `the item ${missing} is unknown or not active`)
  }

  async create(id: string, fields: ItemFields, beside: BesideItem): Promise<Result<StoredItem, 'ITEM_TAKEN'>> {
    const { pool, clock } = this.deps
    return this.changing(
      await inTransaction(pool, async (tx) => {
        const after = await insertItem(tx, id, fields, clock.nowMs())
        if (after === undefined) return refuse('ITEM_TAKEN', `there is an item ${id} already`)
        await this.tell(tx, beside, { before: undefined, after })
        return accept(after)
      }),
    )
  }

  /** Changes an item that still is what its editor saw; one that is granted or sold stays active. */
  async update(
    { id, seenVersion }: { id: string; seenVersion: number },
    fields: ItemFields,
    { beside, granted }: { beside: BesideItem; granted: GrantedInForce },
  ): Promise<Result<StoredItem, 'NOT_FOUND' | 'CONFLICT' | 'ITEM_IN_USE'>> {
    const { pool, clock } = this.deps
    return this.changing(
      await inTransaction(pool, async (tx) => {
        const before = await findItem(tx, id, 'for update')
        if (before === undefined) return refuse('NOT_FOUND', 'no such item')
        if (before.version !== seenVersion) {
          return refuse('CONFLICT', `somebody else has changed this item: version ${before.version} now`)
        }
        if (before.active && !fields.active && (await granted(tx)).has(id)) {
          return refuse('ITEM_IN_USE', 'a table in force or a product on sale grants it')
        }
        const after = await updateItem(tx, id, fields, clock.nowMs())
        await this.tell(tx, beside, { before, after })
        return accept(after)
      }),
    )
  }

  private async tell(tx: Queryable, beside: BesideItem, change: Parameters<BesideItem>[1]): Promise<void> {
    await beside(tx, change)
    await this.deps.bus.publish(tx, 'items', {})
  }

  /** It is in force whether this process can read it now or not; the bus brings it here too. */
  private async changing<R extends Result<StoredItem>>(result: R): Promise<R> {
    if (result.ok) await this.load().catch(() => undefined)
    return result
  }
}
