import type { AdminProduct, ProductState, ProductVersion } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

type Body = AdminProduct['body']

interface Row {
  sku: string
  kind: AdminProduct['kind']
  state: ProductState
  revision: number
  body: Body
  live_version: number | null
  planned_version: number | null
  planned_at: Date | null
  draft_version: number | null
  disabled_at: Date | null
  disable_reason: string | null
  stock_left: number | null
  stock_total: number | null
  sold: number
  held: number
  changed_at: Date
}

/** In force is the highest published version whose time has come; planned is one above it that is to come. */
const PRODUCTS = `
select p.sku, p.kind, p.revision, p.disabled_at, p.disable_reason, l.version as live_version,
  n.version as planned_version, n.effective_at as planned_at, d.version as draft_version,
  coalesce(l.body, n.body, d.body, o.body) as body, o.changed_at,
  case when p.disabled_at is not null then 'disabled'
    when coalesce((l.body -> 'window' ->> 'until')::timestamptz, 'infinity') <= clock_timestamp()
      then case when n.version is null then 'ended' else 'planned' end
    when (l.body -> 'window' ->> 'from')::timestamptz > clock_timestamp() then 'planned'
    when l.version is not null then 'live' when n.version is not null then 'planned'
    when d.version is not null then 'draft' else 'ended' end as state
from shop_products p
left join lateral (select version, body from shop_product_versions v
  where v.sku = p.sku and v.status = 'published' and v.effective_at <= clock_timestamp()
  order by version desc limit 1) l on true
left join lateral (select version, body, effective_at from shop_product_versions v
  where v.sku = p.sku and v.status = 'published' and v.effective_at > clock_timestamp()
    and v.version > coalesce(l.version, 0) order by effective_at, version limit 1) n on true
left join shop_product_versions d on d.sku = p.sku and d.status = 'draft'
left join lateral (select body, (max(changed_at) over ()) as changed_at from shop_product_versions v where v.sku = p.sku
  order by version desc limit 1) o on true
where o.body is not null`

const FIGURES = `
select x.*, s.total as stock_total, s.total - s.taken as stock_left, f.sold, f.held
from (${PRODUCTS}) x
left join shop_stocks s on s.id = x.body ->> 'stock'
left join lateral (
  select coalesce(sum(quantity) filter (where status = 'granted'), 0)::bigint as sold,
    coalesce(sum(quantity) filter (where hold in ('held', 'committed')), 0)::bigint as held
  from shop_purchases b where b.sku = x.sku) f on true`

const toAdminProduct = (row: Row): AdminProduct => ({
  id: row.sku,
  kind: row.kind,
  state: row.state,
  revision: row.revision,
  body: row.body,
  liveVersion: row.live_version,
  plannedVersion: row.planned_version,
  plannedAt: row.planned_at?.toISOString() ?? null,
  draftVersion: row.draft_version,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  disableReason: row.disable_reason,
  stockLeft: row.stock_left,
  stockTotal: row.stock_total,
  sold: row.sold,
  held: row.held,
  changedAt: row.changed_at.toISOString(),
})

export interface ProductPage {
  readonly kind?: string | undefined
  readonly state?: string | undefined
  readonly segment?: string | undefined
  readonly q?: string | undefined
  readonly sort: 'id' | 'changedAt' | 'sold'
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

const ORDER = { id: 'sku', changedAt: 'changed_at', sold: 'sold' } as const
const FILTER = `($1::text is null or kind = $1) and ($2::text is null or state = $2)
  and ($3::text is null or strpos(sku, $3) > 0 or strpos(lower(body -> 'name' ->> 'en'), $3) > 0
    or strpos(lower(body -> 'name' ->> 'ko'), $3) > 0)
  and ($4::text is null or body::jsonb -> 'segments' ? $4)`

/** A page of the products, and how many fit the filter. */
export async function findProducts(
  via: Queryable,
  page: ProductPage,
): Promise<{ products: AdminProduct[]; total: number }> {
  const values = [page.kind ?? null, page.state ?? null, page.q?.toLowerCase() || null, page.segment ?? null]
  const direction = page.ascending ? 'asc' : 'desc'
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `select * from (${FIGURES}) y where ${FILTER} order by ${ORDER[page.sort]} ${direction}, sku limit $5 offset $6`,
    [...values, page.perPage, (page.page - 1) * page.perPage],
  )
  const counted = await via.query<{ total: number }>(
    `select count(*) as total from (${PRODUCTS}) y where ${FILTER}`,
    values,
  )
  return { products: rows.map(toAdminProduct), total: counted.rows[0]?.total ?? 0 }
}

export async function findProduct(via: Queryable, sku: string): Promise<AdminProduct | undefined> {
  const { rows } = await via.query<Row & Record<string, unknown>>(`select * from (${FIGURES}) y where sku = $1`, [sku])
  return rows[0] && toAdminProduct(rows[0])
}

interface VersionRow {
  version: number
  status: ProductVersion['status']
  body: Body
  note: string
  created_by: string | null
  created_at: Date
  changed_at: Date
  published_by: string | null
  published_at: Date | null
  effective_at: Date | null
  withdrawn_at: Date | null
}

/** Every version of a product, newest first. */
export async function findVersions(via: Queryable, sku: string): Promise<ProductVersion[]> {
  const { rows } = await via.query<VersionRow & Record<string, unknown>>(
    `select v.version, v.status, v.body, v.note, c.site_id as created_by, v.created_at, v.changed_at,
       p.site_id as published_by, v.published_at, v.effective_at, v.withdrawn_at
     from shop_product_versions v left join admin_users c on c.id = v.created_by
       left join admin_users p on p.id = v.published_by
     where v.sku = $1 order by v.version desc`,
    [sku],
  )
  return rows.map((row) => ({
    version: row.version,
    status: row.status,
    body: row.body,
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    publishedBy: row.published_by,
    publishedAt: row.published_at?.toISOString() ?? null,
    effectiveAt: row.effective_at?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }))
}
