import type { AdminPurchase, PriceCurrency, PurchaseDetail, PurchaseStatus, Reason, Receipt } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

interface Row {
  order_id: string
  user_id: number
  nickname: string
  created_at: Date
  sku: string
  version: number | null
  quantity: number
  currency: PriceCurrency
  list_amount: number
  discount_amount: number
  promo_amount: number
  vip_amount: number
  amount: number
  promo_code: string | null
  status: PurchaseStatus
  reason: Reason | null
  hold: AdminPurchase['hold']
  provider: string | null
  payment_id: string | null
  refunded_amount: number
  receipt_code: string | null
  ended_at: Date | null
}

const toAdminPurchase = (row: Row): AdminPurchase => ({
  id: row.order_id,
  userId: row.user_id,
  nickname: row.nickname,
  at: row.created_at.toISOString(),
  sku: row.sku,
  version: row.version,
  quantity: row.quantity,
  currency: row.currency,
  list: row.list_amount,
  discount: row.discount_amount,
  promo: row.promo_amount,
  vip: row.vip_amount,
  amount: row.amount,
  promoCode: row.promo_code,
  status: row.status,
  reason: row.reason,
  hold: row.hold,
  provider: row.provider,
  paymentId: row.payment_id,
  refunded: row.refunded_amount,
  receiptCode: row.receipt_code,
  endedAt: row.ended_at?.toISOString() ?? null,
})

export interface PurchaseFilter {
  readonly status?: PurchaseStatus | undefined
  readonly reason?: Reason | undefined
  readonly currency?: PriceCurrency | undefined
  readonly sku?: string | undefined
  readonly userId?: number | undefined
  readonly promoCode?: string | undefined
  readonly provider?: string | undefined
  /** A number, a site id or a nickname, whole. */
  readonly player?: string | undefined
  readonly q?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

const FROM = `
from shop_purchases p join users u on u.id = p.user_id left join shop_promos c on c.id = p.promo_id
where ($1::text is null or p.status = $1) and ($2::text is null or p.reason = $2)
  and ($3::text is null or p.currency = $3) and ($4::text is null or p.sku = $4)
  and ($5::bigint is null or p.user_id = $5) and ($6::text is null or c.code = upper($6))
  and ($7::text is null or p.order_id = $7 or p.receipt_code = upper($7) or p.payment_id = $7)
  and ($8::timestamptz is null or p.created_at >= $8) and ($9::timestamptz is null or p.created_at < $9)
  and ($10::text is null or p.provider = $10) and ($11::text is null or p.user_id = any (array(
    select id from users where id = case when $11 ~ '^[1-9][0-9]{0,14}$' then $11::bigint end
      or lower(site_id) = lower($11) or lower(nickname) = lower($11))))`
const SELECT = `
select p.order_id, p.user_id, u.nickname, p.created_at, p.sku, p.version, p.quantity, p.currency, p.list_amount,
  p.discount_amount, p.promo_amount, p.vip_amount, p.amount, c.code as promo_code, p.status, p.reason, p.hold, p.provider,
  p.payment_id, p.refunded_amount, p.receipt_code, p.ended_at`

const valuesOf = (filter: PurchaseFilter): unknown[] => [
  filter.status ?? null,
  filter.reason ?? null,
  filter.currency ?? null,
  filter.sku ?? null,
  filter.userId ?? null,
  filter.promoCode ?? null,
  filter.q || null,
  filter.from ?? null,
  filter.until ?? null,
  filter.provider ?? null,
  filter.player || null,
]

export interface PurchasePage extends PurchaseFilter {
  readonly sort: 'at' | 'amount'
  readonly order: string
  readonly page: number
  readonly perPage: number
}

const ORDER = { at: 'p.created_at', amount: 'p.amount' } as const

/** A page of all purchases, and how many fit the filter. */
export async function findPurchases(
  via: Queryable,
  { sort, order, page, perPage, ...filter }: PurchasePage,
): Promise<{ purchases: AdminPurchase[]; total: number }> {
  const direction = order.toUpperCase() === 'ASC' ? 'asc' : 'desc'
  const values = valuesOf(filter)
  const counted = await via.query<{ total: number }>(`select count(*) as total ${FROM}`, values)
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${SELECT} ${FROM} order by ${ORDER[sort]} ${direction}, p.id ${direction} limit $12 offset $13`,
    [...values, perPage, (page - 1) * perPage],
  )
  return { purchases: rows.map(toAdminPurchase), total: counted.rows[0]?.total ?? 0 }
}

const EXPORT_CHUNK = 500

/** Every purchase that fits, oldest first, read in chunks. */
export async function* eachPurchase(via: Queryable, filter: PurchaseFilter): AsyncIterable<AdminPurchase> {
  for (let after = 0; ; ) {
    const { rows } = await via.query<Row & { id: number } & Record<string, unknown>>(
      `${SELECT}, p.id ${FROM} and p.id > $12 order by p.id limit ${EXPORT_CHUNK}`,
      [...valuesOf(filter), after],
    )
    yield* rows.map(toAdminPurchase)
    const last = rows.at(-1)
    if (last === undefined || rows.length < EXPORT_CHUNK) return
    after = last.id
  }
}

export async function findAdminPurchase(via: Queryable, orderId: string): Promise<AdminPurchase | undefined> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${SELECT} from shop_purchases p join users u on u.id = p.user_id left join shop_promos c on c.id = p.promo_id
     where p.order_id = $1`,
    [orderId],
  )
  return rows[0] && toAdminPurchase(rows[0])
}

/** What happened to a purchase, in order. */
export async function findTimeline(via: Queryable, purchaseId: number): Promise<PurchaseDetail['timeline']> {
  const { rows } = await via.query<{
    at: Date
    from_status: PurchaseStatus | null
    to_status: PurchaseStatus
    cause: string
    detail: Record<string, unknown>
  }>('select at, from_status, to_status, cause, detail from shop_purchase_log where purchase_id = $1 order by id', [
    purchaseId,
  ])
  return rows.map(({ at, from_status, to_status, cause, detail }) => ({
    at: at.toISOString(),
    from: from_status,
    to: to_status,
    cause,
    detail,
  }))
}

/** What the provider told of an order. */
export async function findWebhooks(via: Queryable, orderId: string): Promise<PurchaseDetail['webhooks']> {
  const { rows } = await via.query<{ webhook_id: string; type: string; received_at: Date; handled_at: Date | null }>(
    `select webhook_id, type, received_at, handled_at from payment_webhooks where order_id = $1
     order by received_at limit 100`,
    [orderId],
  )
  return rows.map(({ webhook_id, type, received_at, handled_at }) => ({
    id: webhook_id,
    type,
    at: received_at.toISOString(),
    handledAt: handled_at?.toISOString() ?? null,
  }))
}

/** What only the page of one purchase shows: what was bought, its receipt, and the seal it was made with. */
export interface PurchaseMore extends Pick<PurchaseDetail, 'name' | 'contents' | 'promoId'> {
  readonly receipt: Receipt | null
  readonly integrity: Buffer
}

interface MoreRow {
  name: PurchaseDetail['name']
  contents: PurchaseDetail['contents']
  promo_id: number | null
  receipt_code: string | null
  receipt_body: string | null
  receipt_signature: string | null
  receipt_key: string | null
  integrity: Buffer
}

export async function findPurchaseMore(via: Queryable, orderId: string): Promise<PurchaseMore | undefined> {
  const { rows } = await via.query<MoreRow & Record<string, unknown>>(
    `select v.body -> 'name' as name, v.body -> 'contents' as contents, p.promo_id, p.receipt_code, p.receipt_body,
       p.receipt_signature, p.receipt_key, p.integrity
     from shop_purchases p left join shop_product_versions v on v.sku = p.sku and v.version = p.version
     where p.order_id = $1`,
    [orderId],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { receipt_code: receiptCode, receipt_body: body, receipt_signature: signature, receipt_key: keyId } = row
  const isSigned = receiptCode !== null && body !== null && signature !== null && keyId !== null
  const receipt = isSigned ? { receiptCode, body, signature, keyId } : null
  return { name: row.name, contents: row.contents, promoId: row.promo_id, receipt, integrity: row.integrity }
}
