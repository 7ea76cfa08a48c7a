import type { ProductBody, ProductKind } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

/** A version of a product that was published. */
export interface PublishedVersion {
  readonly version: number
  readonly effectiveAt: Date
  readonly body: ProductBody
}

export interface Product {
  readonly sku: string
  readonly kind: ProductKind
  readonly disabledAt: Date | null
  /** Those that are neither drafts nor withdrawn, newest first. */
  readonly versions: readonly PublishedVersion[]
}

interface ProductRow {
  sku: string
  kind: ProductKind
  disabled_at: Date | null
  version: number | null
  effective_at: Date | null
  body: ProductBody | null
}

/** Every product with its published versions. */
export async function listProducts(via: Queryable): Promise<Product[]> {
  const { rows } = await via.query<ProductRow & Record<string, unknown>>(
    `select p.sku, p.kind, p.disabled_at, v.version, v.effective_at, v.body
     from shop_products p left join shop_product_versions v on v.sku = p.sku and v.status = 'published'
     order by p.sku, v.version desc`,
  )
  const products = new Map<string, Product & { versions: PublishedVersion[] }>()
  for (const { sku, kind, disabled_at, version, effective_at, body } of rows) {
    const product = products.get(sku) ?? { sku, kind, disabledAt: disabled_at, versions: [] }
    if (version !== null && effective_at !== null && body !== null) {
      product.versions.push({ version, effectiveAt: effective_at, body })
    }
    products.set(sku, product)
  }
  return [...products.values()]
}

/** What any version said, withdrawn ones too. */
export async function findBody(via: Queryable, sku: string, version: number): Promise<ProductBody | undefined> {
  const { rows } = await via.query<{ body: ProductBody }>(
    'select body from shop_product_versions where sku = $1 and version = $2',
    [sku, version],
  )
  return rows[0]?.body
}

/** A product's standing for one player: what is left in its stock, and what he has of each limit. */
export interface Availability {
  readonly sku: string
  /** Units that nobody holds or has bought; null: no stock. */
  readonly stockLeft: number | null
  readonly stockTotal: number | null
  /** Units of the player by period. */
  readonly used: Readonly<Record<string, number>>
}

/** Holds that are over count as free, whether they have been swept or not. */
const AVAILABLE_SQL = `
select i.sku, s.total as stock_total,
  s.total - s.taken + coalesce((
    select sum(quantity) from shop_purchases h
    where h.stock_id = s.id and h.hold = 'held' and h.hold_until <= clock_timestamp()), 0)::bigint as stock_left,
  (select json_object_agg(period, units) from (
    select period, count(*) as units from shop_purchase_units u where u.user_id = $3 and u.sku = i.sku group by period
  ) x) as used
from unnest($1::text[], $2::text[]) as i(sku, stock)
left join shop_stocks s on s.id = i.stock`

export async function findAvailability(
  via: Queryable,
  products: readonly { readonly sku: string; readonly stock: string | null }[],
  userId: number,
): Promise<Map<string, Availability>> {
  const { rows } = await via.query<{
    sku: string
    stock_total: number | null
    stock_left: number | null
    used: Record<string, number> | null
  }>(AVAILABLE_SQL, [products.map(({ sku }) => sku), products.map(({ stock }) => stock), userId])
  return new Map(
    rows.map(({ sku, stock_left, stock_total, used }) => [
      sku,
      { sku, stockLeft: stock_left, stockTotal: stock_total, used: used ?? {} },
    ]),
  )
}
