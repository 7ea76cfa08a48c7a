import type { ProductSales, RevenueReply } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

export interface RevenueFilter {
  readonly from: string
  readonly until: string
  readonly by: 'day' | 'week' | 'product' | 'promo'
  /** IANA zone that days and weeks are counted in. */
  readonly zone: string
}

const KEYS = {
  day: `to_char(p.created_at at time zone $3, 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', p.created_at at time zone $3), 'YYYY-MM-DD')`,
  product: 'p.sku',
  promo: 'c.code',
} as const

interface Row {
  key: string | null
  begun: number
  granted: number
  buyers: number
  won: number
  gems: number
  refunded_won: number
  promo_won: number
}

/**
 * What was sold in a time, by when it was begun: what is refunded later lowers the figures of the day of the purchase.
 */
export async function findRevenue(
  via: Queryable,
  { from, until, by, zone }: RevenueFilter,
): Promise<RevenueReply['rows']> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `select ${KEYS[by]} as key, count(*) as begun,
       count(*) filter (where p.granted_seq is not null) as granted,
       count(distinct p.user_id) filter (where p.granted_seq is not null) as buyers,
       coalesce(sum(p.amount) filter (where p.granted_seq is not null and p.currency = 'KRW'), 0)::bigint as won,
       coalesce(sum(p.amount) filter (where p.granted_seq is not null and p.currency = 'GEMS'), 0)::bigint as gems,
       coalesce(sum(p.refunded_amount) filter (where p.granted_seq is not null), 0)::bigint as refunded_won,
       coalesce(sum(p.promo_amount) filter (where p.granted_seq is not null and p.currency = 'KRW'), 0)::bigint
         as promo_won
     from shop_purchases p left join shop_promos c on c.id = p.promo_id
     where p.created_at >= $1 and p.created_at < $2 and $3::text is not null
     group by 1 order by 1 nulls last`,
    [from, until, zone],
  )
  return rows.map(({ refunded_won, promo_won, ...row }) => ({ ...row, refundedWon: refunded_won, promoWon: promo_won }))
}

/** How far back sales are told by the step, so that a chart stays one. */
const FARTHEST = { hour: '14 days', day: '400 days' } as const

/** What was sold of a product, step by step, since its first version came into force; undefined: no such product. */
export async function findSales(
  via: Queryable,
  sku: string,
  { by, zone }: { readonly by: 'hour' | 'day'; readonly zone: string },
): Promise<ProductSales | undefined> {
  const step = (instant: string) => `date_trunc('${by}', ${instant}, $2)`
  const span = await via.query<{ since: Date | null; until: Date }>(
    `select clock_timestamp() as until, ${step(`greatest((select min(effective_at) from shop_product_versions v
         where v.sku = p.sku and v.status <> 'draft' and v.effective_at <= clock_timestamp()),
       clock_timestamp() - interval '${FARTHEST[by]}')`)} as since
     from shop_products p where p.sku = $1`,
    [sku, zone],
  )
  const [found] = span.rows
  if (found === undefined) return undefined
  const { rows } = await via.query<{ at: Date; purchases: number; units: number; won: number; gems: number }>(
    `select ${step('created_at')} as at, count(*) as purchases, sum(quantity)::bigint as units,
       coalesce(sum(amount) filter (where currency = 'KRW'), 0)::bigint as won,
       coalesce(sum(amount) filter (where currency = 'GEMS'), 0)::bigint as gems
     from shop_purchases where sku = $1 and granted_seq is not null and created_at >= $3
     group by 1 order by 1`,
    [sku, zone, found.since ?? found.until],
  )
  return {
    zone,
    by,
    since: found.since?.toISOString() ?? null,
    until: found.until.toISOString(),
    rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  }
}

/** A purchase as the reconciliation needs it. */
export interface OwnPayment {
  readonly orderId: string
  readonly createdAt: Date
  readonly status: string
  readonly amount: number
  readonly refunded: number
}

interface OwnRow {
  order_id: string
  created_at: Date
  status: string
  amount: number
  refunded_amount: number
}

/** Our purchases with a payment, by order, of a time or with one of these orders. */
export async function findOwnPayments(
  via: Queryable,
  { provider, from, until, orders }: { provider: string; from: Date; until: Date; orders: readonly string[] },
): Promise<ReadonlyMap<string, OwnPayment>> {
  const { rows } = await via.query<OwnRow & Record<string, unknown>>(
    `select order_id, created_at, status, amount, refunded_amount from shop_purchases
     where provider = $1 and seq is not null
       and (order_id = any($4) or (created_at >= $2 and created_at < $3 and payment_id is not null))`,
    [provider, from, until, orders],
  )
  return new Map(
    rows.map(({ order_id, created_at, status, amount, refunded_amount }) => [
      order_id,
      { orderId: order_id, createdAt: created_at, status, amount, refunded: refunded_amount },
    ]),
  )
}
