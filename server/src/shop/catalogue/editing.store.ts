import type { ProductBody, ProductKind } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

/** A product while nobody else changes it. */
export interface HeldProduct {
  readonly sku: string
  readonly kind: ProductKind
  readonly revision: number
  readonly disabledAt: Date | null
  readonly disableReason: string | null
}

export interface HeldDraft {
  readonly version: number
  readonly body: ProductBody
  readonly note: string
}

/** Nobody else changes it or its versions until the transaction ends. */
export async function lockProduct(tx: Queryable, sku: string): Promise<HeldProduct | undefined> {
  const { rows } = await tx.query<{
    kind: ProductKind
    revision: number
    disabled_at: Date | null
    disable_reason: string | null
  }>('select kind, revision, disabled_at, disable_reason from shop_products where sku = $1 for no key update', [sku])
  const row = rows[0]
  return (
    row && {
      sku,
      kind: row.kind,
      revision: row.revision,
      disabledAt: row.disabled_at,
      disableReason: row.disable_reason,
    }
  )
}

/** False: there is one of this SKU already. */
export async function insertProduct(tx: Queryable, sku: string, kind: ProductKind, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into shop_products (sku, kind, created_at) values ($1, $2, $3) on conflict do nothing',
    [sku, kind, new Date(nowMs)],
  )
  return rowCount === 1
}

export async function hasProducts(tx: Queryable): Promise<boolean> {
  return (await tx.query('select from shop_products limit 1')).rowCount === 1
}

export async function findDraft(tx: Queryable, sku: string): Promise<HeldDraft | undefined> {
  const { rows } = await tx.query<{ version: number; body: ProductBody; note: string }>(
    `select version, body, note from shop_product_versions where sku = $1 and status = 'draft'`,
    [sku],
  )
  return rows[0]
}

/** The newest version that was published, not withdrawn. */
export async function findPublished(tx: Queryable, sku: string): Promise<HeldDraft | undefined> {
  const { rows } = await tx.query<{ version: number; body: ProductBody; note: string }>(
    `select version, body, note from shop_product_versions where sku = $1 and status = 'published'
     order by version desc limit 1`,
    [sku],
  )
  return rows[0]
}

export interface WrittenDraft {
  readonly sku: string
  readonly body: ProductBody
  readonly note: string
  readonly adminId: number | null
  readonly nowMs: number
}

/** Writes the draft of a product, or begins the next; gives its version. */
export async function writeDraft(tx: Queryable, { sku, body, note, adminId, nowMs }: WrittenDraft): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into shop_product_versions (sku, version, status, body, note, created_by, created_at, changed_at)
     select $1, coalesce(max(version), 0) + 1, 'draft', $2, $3, $4, $5, $5 from shop_product_versions where sku = $1
     on conflict (sku) where status = 'draft' do update set body = excluded.body, note = excluded.note,
       changed_at = excluded.changed_at
     returning version`,
    [sku, JSON.stringify(body), note, adminId, new Date(nowMs)],
  )
  return rows[0]?.version ?? 0
}

export async function deleteDraft(tx: Queryable, sku: string): Promise<void> {
  await tx.query(`delete from shop_product_versions where sku = $1 and status = 'draft'`, [sku])
}

export interface Publication {
  readonly sku: string
  readonly version: number
  readonly adminId: number | null
  readonly nowMs: number
  /** Null: now. */
  readonly atMs: number | null
}

/** Never later than the database's own clock, which purchases are judged by, where it is to be in force at once. */
export async function publishDraft(tx: Queryable, { sku, version, adminId, nowMs, atMs }: Publication): Promise<void> {
  await tx.query(
    `update shop_product_versions
     set status = 'published', published_by = $3, published_at = $4, changed_at = $4,
       effective_at = coalesce($5::timestamptz, least($4::timestamptz, clock_timestamp()))
     where sku = $1 and version = $2`,
    [sku, version, adminId, new Date(nowMs), atMs === null ? null : new Date(atMs)],
  )
}

/** Withdraws what has not come into force, or everything; gives the versions. */
export async function withdrawVersions(
  tx: Queryable,
  sku: string,
  what: 'planned' | 'all',
  nowMs: number,
): Promise<number[]> {
  const { rows } = await tx.query<{ version: number }>(
    `update shop_product_versions set status = 'withdrawn', withdrawn_at = $3, changed_at = $3
     where sku = $1 and status = 'published' and ($2 = 'all' or effective_at > greatest($3::timestamptz, clock_timestamp()))
     returning version`,
    [sku, what, new Date(nowMs)],
  )
  return rows.map(({ version }) => version).sort((a, b) => a - b)
}

export async function countRevision(tx: Queryable, sku: string): Promise<void> {
  await tx.query('update shop_products set revision = revision + 1 where sku = $1', [sku])
}

/** Null ends the disabling. */
export async function writeDisabled(
  tx: Queryable,
  sku: string,
  disabled: { readonly reason: string; readonly adminId: number | null; readonly nowMs: number } | null,
): Promise<void> {
  await tx.query('update shop_products set disabled_at = $2, disabled_by = $3, disable_reason = $4 where sku = $1', [
    sku,
    disabled && new Date(disabled.nowMs),
    disabled?.adminId ?? null,
    disabled?.reason ?? null,
  ])
}

/** Has every purchase of a product that is not paid yet looked at now; gives how many. */
export async function callBackHolds(tx: Queryable, sku: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update shop_purchases set check_at = clock_timestamp()
     where sku = $1 and status in ('authorizing', 'pending') and hold in ('held', 'released')`,
    [sku],
  )
  return rowCount ?? 0
}

/** The items of products that are on sale now or will be, as of a transaction. */
export async function findSoldItems(tx: Queryable): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ item: string }>(
    `select distinct reward ->> 'item' as item
     from shop_product_versions v, json_array_elements(v.body -> 'contents') as reward
     where v.status = 'published' and reward ->> 'type' = 'ITEM'
       and coalesce((v.body -> 'window' ->> 'until')::timestamptz, 'infinity') > clock_timestamp()
       and not exists (
         select from shop_product_versions n where n.sku = v.sku and n.status = 'published' and n.version > v.version
           and n.effective_at <= clock_timestamp())`,
  )
  return new Set(rows.map(({ item }) => item))
}
