import type { Receipt } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { findMany, PURCHASE_COLUMNS } from './purchase.store.ts'
import type { Purchase } from './purchase.types.ts'

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
    | 'vip'
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
  /** Of what is paid for and granted at once. */
  readonly receipt: Receipt | null
}

const INSERT_SQL = `
with input as (
  select * from json_to_recordset($1::json) as i(order_id text, user_id bigint, seq bigint, created_at timestamptz, sku text,
    version int, quantity int, currency text, list bigint, discount bigint, promo bigint, vip bigint, amount bigint, promo_id bigint,
    stock_id text, hold text, hold_seconds float8, status text, reason text, provider text, idempotency_key text,
    request_hash bytea, card_hash bytea, lease_seconds float8, granted_seq bigint, integrity bytea, cause text,
    receipt_code text, receipt_body text, receipt_signature text, receipt_key text)
), bought as (
  insert into shop_purchases (order_id, user_id, seq, created_at, sku, version, quantity, currency, list_amount,
    discount_amount, promo_amount, vip_amount, amount, promo_id, stock_id, hold, hold_until, status, reason, provider,
    idempotency_key, request_hash, card_hash, check_at, lease_until, ended_at, granted_seq, integrity, receipt_code,
    receipt_body, receipt_signature, receipt_key, captured_at)
  select order_id, user_id, seq, created_at, sku, version, quantity, currency, list, discount, promo, vip, amount, promo_id,
    stock_id, hold, created_at + make_interval(secs => hold_seconds), status, reason, provider, idempotency_key,
    request_hash, card_hash, created_at + make_interval(secs => lease_seconds),
    created_at + make_interval(secs => lease_seconds), case when lease_seconds is null then created_at end, granted_seq,
    integrity, receipt_code, receipt_body, receipt_signature, receipt_key,
    case when receipt_code is not null then created_at end
  from input
  on conflict (user_id, idempotency_key) do nothing
  returning ${PURCHASE_COLUMNS}
), logged as (
  insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
  select b.id, null, b.status, i.cause, json_build_object('reason', b.reason)
  from bought b join input i on i.user_id = b.user_id and i.order_id = b.order_id
)
select * from bought`

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

const toInput = (purchase: NewPurchase) => ({
  order_id: purchase.orderId,
  user_id: purchase.userId,
  seq: purchase.seq,
  created_at: purchase.createdAt,
  sku: purchase.sku,
  version: purchase.version,
  quantity: purchase.quantity,
  currency: purchase.currency,
  list: purchase.list,
  discount: purchase.discount,
  promo: purchase.promo,
  vip: purchase.vip,
  amount: purchase.amount,
  promo_id: purchase.promoId,
  stock_id: purchase.stockId,
  hold: purchase.hold,
  hold_seconds: purchase.holdSeconds,
  status: purchase.status,
  reason: purchase.reason,
  provider: purchase.provider,
  idempotency_key: purchase.idempotencyKey,
  request_hash: `\\x${purchase.requestHash}`,
  card_hash: purchase.cardHash && hex(purchase.cardHash),
  lease_seconds: purchase.leaseSeconds,
  granted_seq: purchase.grantedSeq,
  integrity: hex(purchase.integrity),
  cause: purchase.cause,
  receipt_code: purchase.receipt?.receiptCode ?? null,
  receipt_body: purchase.receipt?.body ?? null,
  receipt_signature: purchase.receipt?.signature ?? null,
  receipt_key: purchase.receipt?.keyId ?? null,
})

/** Those that were written; of the others the player has used the key before. */
export const insertPurchases = (via: Queryable, purchases: readonly NewPurchase[]): Promise<Purchase[]> =>
  findMany(via, INSERT_SQL, [JSON.stringify(purchases.map(toInput))], 'purchase-insert')
