import type { OwnPurchase, PurchaseStatus, Receipt } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

interface OwnRow {
  order_id: string
  created_at: Date
  sku: string
  name: OwnPurchase['name']
  contents: OwnPurchase['contents']
  quantity: number
  currency: OwnPurchase['currency']
  list_amount: number
  discount_amount: number
  promo_amount: number
  vip_amount: number
  amount: number
  status: PurchaseStatus
  reason: OwnPurchase['reason']
  refunded_amount: number
  pay_url: string | null
  receipt_code: string | null
}

const toOwn = (row: OwnRow): OwnPurchase => ({
  id: row.order_id,
  at: row.created_at.toISOString(),
  sku: row.sku,
  name: row.name,
  contents: row.contents,
  quantity: row.quantity,
  currency: row.currency,
  list: row.list_amount,
  discount: row.discount_amount,
  promo: row.promo_amount,
  vip: row.vip_amount,
  amount: row.amount,
  status: row.status,
  reason: row.reason,
  refunded: row.refunded_amount,
  payUrl: row.pay_url,
  receiptCode: row.receipt_code,
})

const OWN_SQL = `
select p.order_id, p.created_at, p.sku, v.body -> 'name' as name, v.body -> 'contents' as contents, p.quantity,
  p.currency, p.list_amount, p.discount_amount, p.promo_amount, p.vip_amount, p.amount, p.status, p.reason, p.refunded_amount,
  p.pay_url, p.receipt_code
from shop_purchases p left join shop_product_versions v on v.sku = p.sku and v.version = p.version
where p.user_id = $1`

export interface OwnFilter {
  readonly status?: PurchaseStatus | undefined
  readonly order: string
  readonly page: number
  readonly perPage: number
}

/** A page of a player's purchases, and how many fit the filter. */
export async function findOwnPurchases(
  via: Queryable,
  userId: number,
  { status, order, page, perPage }: OwnFilter,
): Promise<{ purchases: OwnPurchase[]; total: number }> {
  const direction = order.toUpperCase() === 'ASC' ? 'asc' : 'desc'
  const { rows } = await via.query<OwnRow & Record<string, unknown>>(
    `${OWN_SQL} and ($2::text is null or p.status = $2)
     order by p.created_at ${direction}, p.id ${direction} limit $3 offset $4`,
    [userId, status ?? null, perPage, (page - 1) * perPage],
  )
  const counted = await via.query<{ total: number }>(
    'select count(*) as total from shop_purchases where user_id = $1 and ($2::text is null or status = $2)',
    [userId, status ?? null],
  )
  return { purchases: rows.map(toOwn), total: counted.rows[0]?.total ?? 0 }
}

export async function findOwnPurchase(
  via: Queryable,
  userId: number,
  orderId: string,
): Promise<OwnPurchase | undefined> {
  const { rows } = await via.query<OwnRow & Record<string, unknown>>(`${OWN_SQL} and p.order_id = $2`, [
    userId,
    orderId,
  ])
  return rows[0] && toOwn(rows[0])
}

/** The receipt of a purchase of this player, as it was signed. */
export async function findReceipt(via: Queryable, userId: number, orderId: string): Promise<Receipt | undefined> {
  const { rows } = await via.query<{ code: string; body: string; signature: string; key: string }>(
    `select receipt_code as code, receipt_body as body, receipt_signature as signature, receipt_key as key
     from shop_purchases where user_id = $1 and order_id = $2 and receipt_code is not null`,
    [userId, orderId],
  )
  const [row] = rows
  return row && { receiptCode: row.code, body: row.body, signature: row.signature, keyId: row.key }
}

/** Whether a purchase of a player, or a refund of one, is under way: something may yet be granted or taken. */
export async function hasOpenPurchases(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query(
    `select from shop_purchases p where p.user_id = $1
       and (p.status not in ('granted', 'voided', 'failed', 'refunded')
         or exists (select from shop_refunds r where r.purchase_id = p.id and r.status in ('waiting', 'sending')))
     limit 1`,
    [userId],
  )
  return rowCount === 1
}
