import type { PriceCurrency, PurchaseStatus, Reason } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { Purchase } from './purchase.types.ts'

interface PurchaseRow {
  id: number
  order_id: string
  user_id: number
  seq: number | null
  created_at: Date
  age_seconds: number
  sku: string
  version: number | null
  quantity: number
  currency: PriceCurrency
  list_amount: number
  discount_amount: number
  promo_amount: number
  vip_amount: number
  amount: number
  promo_id: number | null
  stock_id: string | null
  hold: Purchase['hold']
  hold_until: Date | null
  status: PurchaseStatus
  reason: Reason | null
  provider: string | null
  payment_id: string | null
  pay_url: string | null
  idempotency_key: string
  request_hash: Buffer
  checks: number
  granted_seq: number | null
  refunded_amount: number
  receipt_code: string | null
  receipt_signature: string | null
}

export const PURCHASE_COLUMNS = `id, order_id, user_id, seq, created_at,
  extract(epoch from clock_timestamp() - created_at)::float8 as age_seconds, sku, version, quantity, currency, list_amount,
  discount_amount, promo_amount, vip_amount, amount, promo_id, stock_id, hold, hold_until, status, reason, provider, payment_id,
  pay_url, idempotency_key, request_hash, checks, granted_seq, refunded_amount, receipt_code, receipt_signature`

const toPurchase = (row: PurchaseRow): Purchase => ({
  id: row.id,
  orderId: row.order_id,
  userId: row.user_id,
  seq: row.seq,
  createdAt: row.created_at,
  ageSeconds: row.age_seconds,
  sku: row.sku,
  version: row.version,
  quantity: row.quantity,
  currency: row.currency,
  list: row.list_amount,
  discount: row.discount_amount,
  promo: row.promo_amount,
  vip: row.vip_amount,
  amount: row.amount,
  promoId: row.promo_id,
  stockId: row.stock_id,
  hold: row.hold,
  holdUntil: row.hold_until,
  status: row.status,
  reason: row.reason,
  provider: row.provider,
  paymentId: row.payment_id,
  payUrl: row.pay_url,
  idempotencyKey: row.idempotency_key,
  requestHash: row.request_hash.toString('hex'),
  checks: row.checks,
  grantedSeq: row.granted_seq,
  refunded: row.refunded_amount,
  receiptCode: row.receipt_code,
  receiptSignature: row.receipt_signature,
})

/** Purchases as a statement that ends in their columns gives them. */
export async function findMany(via: Queryable, text: string, values: unknown[], name?: string): Promise<Purchase[]> {
  const { rows } = await via.query<PurchaseRow>({ text, values, ...(name && { name }) })
  return rows.map(toPurchase)
}

async function one(via: Queryable, text: string, values: unknown[], name?: string): Promise<Purchase | undefined> {
  return (await findMany(via, text, values, name))[0]
}

export const findPurchase = (via: Queryable, id: number) =>
  one(via, `select ${PURCHASE_COLUMNS} from shop_purchases where id = $1`, [id], 'purchase-find')

/**
 * Nobody else moves it until the transaction ends. Never `for update`, here as anywhere in the shop: rows that refer to it
 * hold a key share of it, and two who hold one would wait for each other.
 */
export const lockPurchase = (via: Queryable, id: number) =>
  one(via, `select ${PURCHASE_COLUMNS} from shop_purchases where id = $1 for no key update`, [id])

export const findByOrder = (via: Queryable, orderId: string) =>
  one(via, `select ${PURCHASE_COLUMNS} from shop_purchases where order_id = $1`, [orderId])

/** The purchases that these players made with these keys. */
export const findByKeys = (via: Queryable, keys: readonly PurchaseKey[]): Promise<Purchase[]> =>
  findMany(
    via,
    `select found.* from unnest($1::bigint[], $2::text[]) as wanted(user_id, key) cross join lateral (
       select ${PURCHASE_COLUMNS} from shop_purchases p
       where p.user_id = wanted.user_id and p.idempotency_key = wanted.key limit 1) found`,
    [keys.map(({ userId }) => userId), keys.map(({ idempotencyKey }) => idempotencyKey)],
    'purchase-by-keys',
  )

export type PurchaseKey = Pick<Purchase, 'userId' | 'idempotencyKey'>

export const findByKey = async (via: Queryable, key: PurchaseKey): Promise<Purchase | undefined> =>
  (await findByKeys(via, [key]))[0]

export interface Move {
  readonly from: readonly PurchaseStatus[]
  readonly to: PurchaseStatus
  /** What brought it about, for its time line. */
  readonly cause: string
  readonly detail?: object
  readonly reason?: Reason
  readonly paymentId?: string
  readonly payUrl?: string
}

/**
 * Who is at a purchase and gets on with it keeps the others away for so many seconds more; what somebody asked for meanwhile
 * stays due.
 */
export const renewed = (seconds: string): string => `
  check_at = case when p.check_at < p.lease_until or p.lease_until is null then p.check_at
    else clock_timestamp() + make_interval(secs => ${seconds}) end,
  lease_until = case when p.lease_until is not null then clock_timestamp() + make_interval(secs => ${seconds}) end`

const MOVE_SQL = `
with moved as (
  update shop_purchases p
  set status = $3, reason = coalesce($4, p.reason), payment_id = coalesce($5, p.payment_id),
    pay_url = case when $3 = 'pending' then coalesce($6, p.pay_url) end, ${renewed('$9')}
  from (select id, status from shop_purchases where id = $1 for no key update) before
  where p.id = before.id and before.status = any($2)
  returning p.*, before.status as from_status
), logged as (
  insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
  select id, from_status, status, $7, $8::json from moved
)
select ${PURCHASE_COLUMNS} from moved`

/** Moves a purchase that stands where it is thought to; undefined: it has gone on without us. */
export const movePurchase = (
  via: Queryable,
  id: number,
  move: Move,
  leaseSeconds: number,
): Promise<Purchase | undefined> =>
  one(
    via,
    MOVE_SQL,
    [
      id,
      move.from,
      move.to,
      move.reason ?? null,
      move.paymentId ?? null,
      move.payUrl ?? null,
      move.cause,
      JSON.stringify(move.detail ?? {}),
      leaseSeconds,
    ],
    'purchase-move',
  )

/** Adds a word to the time line of a purchase that stays where it is. */
export async function noteOnPurchase(via: Queryable, { id, status }: Purchase, cause: string, detail: object) {
  await via.query(
    `insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail) values ($1, $2, $2, $3, $4)`,
    [id, status, cause, JSON.stringify(detail)],
  )
}

/** States that a purchase does not end in, for SQL. */
export const OPEN = `('authorizing', 'pending', 'capturing', 'captured', 'voiding', 'refunding')`

const CLAIM = `update shop_purchases
  set lease_until = now() + make_interval(secs => $2), checks = checks + 1, check_at = now() + make_interval(secs => $2)`
const FREE = `status in ${OPEN} and (lease_until is null or lease_until <= clock_timestamp())`

/** Keeps others away from a purchase for so long; undefined: somebody is at it, or it has ended. */
export const claimPurchase = (via: Queryable, id: number, leaseSeconds: number): Promise<Purchase | undefined> =>
  one(via, `${CLAIM} where id = $1 and ${FREE} returning ${PURCHASE_COLUMNS}`, [id, leaseSeconds])

/** The same by its order. */
export const claimOrder = (via: Queryable, orderId: string, leaseSeconds: number): Promise<Purchase | undefined> =>
  one(via, `${CLAIM} where order_id = $1 and ${FREE} returning ${PURCHASE_COLUMNS}`, [orderId, leaseSeconds])

/**
 * Lets others at it again, unless they took it themselves when our time was up; it is looked at in so many seconds, or at once
 * where somebody asked for it meanwhile.
 */
export async function letGo(via: Queryable, { id, checks }: Purchase, inSeconds: number): Promise<void> {
  await via.query(
    `update shop_purchases
     set check_at = case when check_at < lease_until then check_at else clock_timestamp() + make_interval(secs => $2) end,
       lease_until = null
     where id = $1 and checks = $3 and status in ${OPEN}`,
    [id, inSeconds, checks],
  )
}

/** Purchases that are due to be looked at and that nobody is at. */
export async function findDue(via: Queryable, limit: number): Promise<number[]> {
  const { rows } = await via.query<{ id: number }>(
    `select id from shop_purchases
     where check_at <= clock_timestamp() and (lease_until is null or lease_until <= clock_timestamp())
     order by check_at limit $1`,
    [limit],
  )
  return rows.map(({ id }) => id)
}

export async function findGems(via: Queryable, userId: number): Promise<number | null> {
  const { rows } = await via.query<{ gems: number }>('select gems from players where user_id = $1', [userId])
  return rows[0]?.gems ?? null
}
