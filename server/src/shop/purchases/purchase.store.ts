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
  discount_amount, promo_amount, amount, promo_id, stock_id, hold, hold_until, status, reason, provider, payment_id,
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

async function one(via: Queryable, text: string, values: unknown[], name?: string): Promise<Purchase | undefined> {
  const { rows } = await via.query<PurchaseRow>({ text, values, ...(name && { name }) })
  return rows[0] && toPurchase(rows[0])
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

export const findByKey = (via: Queryable, userId: number, key: string) =>
  one(
    via,
    `select ${PURCHASE_COLUMNS} from shop_purchases where user_id = $1 and idempotency_key = $2`,
    [userId, key],
    'purchase-by-key',
  )

/** What is written of a purchase once, at its beginning. */
export interface NewPurchase
  extends Pick<
    Purchase,
    | 'orderId'
    | 'userId'
    | 'seq'
    | 'sku'
    | 'version'
    | 'quantity'
    | 'currency'
    | 'list'
    | 'discount'
    | 'promo'
    | 'amount'
    | 'promoId'
    | 'stockId'
    | 'hold'
    | 'status'
    | 'reason'
    | 'provider'
    | 'idempotencyKey'
    | 'requestHash'
    | 'grantedSeq'
  > {
  readonly createdAt: Date
  readonly cardHash: Buffer | null
  /** Null: nothing is held for it. */
  readonly holdSeconds: number | null
  /** How long whoever began it keeps the others away; null: it has ended. */
  readonly leaseSeconds: number | null
  readonly integrity: Buffer
  readonly cause: string
}

const INSERT_SQL = `
with bought as (
  insert into shop_purchases (order_id, user_id, seq, created_at, sku, version, quantity, currency, list_amount,
    discount_amount, promo_amount, amount, promo_id, stock_id, hold, hold_until, status, reason, provider,
    idempotency_key, request_hash, card_hash, check_at, lease_until, ended_at, granted_seq, integrity)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $4::timestamptz + make_interval(secs => $16),
    $17, $18, $19, $20, decode($21, 'hex'), $22, $4::timestamptz + make_interval(secs => $23),
    $4::timestamptz + make_interval(secs => $23), case when $23::float8 is null then $4::timestamptz end, $24, $25)
  on conflict (user_id, idempotency_key) do nothing
  returning ${PURCHASE_COLUMNS}
), logged as (
  insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
  select id, null, status, $26, json_build_object('reason', reason) from bought
)
select * from bought`

/** Undefined: the player has used this key before. */
export const insertPurchase = (via: Queryable, purchase: NewPurchase): Promise<Purchase | undefined> =>
  one(
    via,
    INSERT_SQL,
    [
      purchase.orderId,
      purchase.userId,
      purchase.seq,
      purchase.createdAt,
      purchase.sku,
      purchase.version,
      purchase.quantity,
      purchase.currency,
      purchase.list,
      purchase.discount,
      purchase.promo,
      purchase.amount,
      purchase.promoId,
      purchase.stockId,
      purchase.hold,
      purchase.holdSeconds,
      purchase.status,
      purchase.reason,
      purchase.provider,
      purchase.idempotencyKey,
      purchase.requestHash,
      purchase.cardHash,
      purchase.leaseSeconds,
      purchase.grantedSeq,
      purchase.integrity,
      purchase.cause,
    ],
    'purchase-insert',
  )

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

const MOVE_SQL = `
with moved as (
  update shop_purchases p
  set status = $3, reason = coalesce($4, p.reason), payment_id = coalesce($5, p.payment_id),
    pay_url = case when $3 = 'pending' then coalesce($6, p.pay_url) end
  from (select id, status from shop_purchases where id = $1 for no key update) before
  where p.id = before.id and before.status = any($2)
  returning p.*, before.status as from_status
), logged as (
  insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
  select id, from_status, status, $7, $8::json from moved
)
select ${PURCHASE_COLUMNS} from moved`

/** Moves a purchase that stands where it is thought to; undefined: it has gone on without us. */
export const movePurchase = (via: Queryable, id: number, move: Move): Promise<Purchase | undefined> =>
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

const OPEN = `('authorizing', 'pending', 'capturing', 'captured', 'voiding', 'refunding')`

/** Keeps others away from a purchase for so long; undefined: somebody is at it, or it has ended. */
export const claimPurchase = (via: Queryable, id: number, leaseSeconds: number): Promise<Purchase | undefined> =>
  one(
    via,
    `update shop_purchases
     set lease_until = now() + make_interval(secs => $2), checks = checks + 1,
       check_at = now() + make_interval(secs => $2)
     where id = $1 and status in ${OPEN} and (lease_until is null or lease_until <= clock_timestamp())
     returning ${PURCHASE_COLUMNS}`,
    [id, leaseSeconds],
  )

/** Lets others at it again, unless they took it themselves when our time was up; it is looked at in so many seconds, or at once where somebody asked for it meanwhile. */
export async function letGo(via: Queryable, { id, checks }: Purchase, inSeconds: number): Promise<void> {
  await via.query(
    `update shop_purchases
     set check_at = case when check_at < lease_until then check_at else clock_timestamp() + make_interval(secs => $2) end,
       lease_until = null
     where id = $1 and checks = $3 and status in ${OPEN}`,
    [id, inSeconds, checks],
  )
}

/** Has an order looked at now; false: there is nothing to look at. */
export async function askToCheck(via: Queryable, orderId: string): Promise<boolean> {
  const { rowCount } = await via.query(
    `update shop_purchases set check_at = clock_timestamp() where order_id = $1 and status in ${OPEN}`,
    [orderId],
  )
  return rowCount === 1
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
