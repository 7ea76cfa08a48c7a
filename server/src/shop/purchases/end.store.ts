import { type PurchaseStatus, type Reason, type Receipt, refuse } from '@casino-club/shared'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { RefusedInTransaction } from '../../player/index.ts'
import { returnPromo } from './promo-uses.store.ts'
import { lockPurchase } from './purchase.store.ts'
import type { Purchase } from './purchase.types.ts'
import { takeStock } from './reserve.store.ts'

const gone = () => new RefusedInTransaction(refuse('CONFLICT', 'the purchase has gone on meanwhile'))

export interface Ending {
  readonly from: readonly PurchaseStatus[]
  readonly to: 'failed' | 'voided' | 'refunded'
  readonly reason: Reason
  readonly cause: string
  readonly detail: object
}

/** Gives back everything that was taken for a purchase, and ends it; throws `RefusedInTransaction` when it has gone on. */
export async function giveBack(tx: Queryable, id: number, ending: Ending): Promise<void> {
  const purchase = await lockPurchase(tx, id)
  if (purchase === undefined || !ending.from.includes(purchase.status)) throw gone()
  await tx.query('delete from shop_purchase_units where purchase_id = $1', [id])
  await returnPromo(tx, purchase)
  const { stockId, quantity, hold } = purchase
  await tx.query(
    `with ended as (
       update shop_purchases
       set status = $2, reason = coalesce(reason, $3), hold = 'released', ended_at = clock_timestamp(), check_at = null,
         lease_until = null, pay_url = null, refunded_amount = case when $2 = 'refunded' then amount else 0 end
       where id = $1 returning id
     )
     insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
     select id, $4, $2, $5, $6::json from ended`,
    [id, ending.to, ending.reason, purchase.status, ending.cause, JSON.stringify(ending.detail)],
  )
  if (stockId !== null && (hold === 'held' || hold === 'committed')) {
    await tx.query('update shop_stocks set taken = taken - $2 where id = $1', [stockId, quantity])
  }
}

export interface Granted {
  readonly seq: number
  readonly receipt: Receipt
}

/** Marks a purchase as granted, in the transaction of the grant: once, and only what has been captured or cost nothing. */
export async function markGranted(tx: Queryable, { id }: Purchase, { seq, receipt }: Granted): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'purchase-granted',
    text: `with granted as (
        update shop_purchases p
        set status = 'granted', hold = 'sold', granted_seq = $2, captured_at = coalesce(p.captured_at, clock_timestamp()),
          ended_at = clock_timestamp(), check_at = null, lease_until = null, receipt_code = $3, receipt_body = $4,
          receipt_signature = $5, receipt_key = $6
        from (select id, status from shop_purchases where id = $1 for no key update) before
        where p.id = before.id
          and (before.status in ('capturing', 'captured') or (before.status = 'authorizing' and p.amount = 0))
        returning p.id, before.status as from_status
      )
      insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
      select id, from_status, 'granted', 'grant', json_build_object('seq', $2::bigint) from granted`,
    values: [id, seq, receipt.receiptCode, receipt.body, receipt.signature, receipt.keyId],
  })
  if (rowCount !== 1) throw gone()
}

/** Adds its receipt to a purchase that was bought and granted in one transaction. */
export async function markBought(tx: Queryable, { id }: Purchase, receipt: Receipt): Promise<void> {
  await tx.query(
    `update shop_purchases set receipt_code = $2, receipt_body = $3, receipt_signature = $4, receipt_key = $5,
       captured_at = created_at where id = $1`,
    [id, receipt.receiptCode, receipt.body, receipt.signature, receipt.keyId],
  )
}

const COMMIT_SQL = `
with moved as (
  update shop_purchases p
  set status = 'capturing', hold = 'committed', payment_id = $2, pay_url = null
  from (select id, status from shop_purchases where id = $1 for no key update) before
  where p.id = before.id and before.status in ('authorizing', 'pending') and p.hold = 'held'
    and p.hold_until > clock_timestamp()
    and not exists (select from shop_products d where d.sku = p.sku and d.disabled_at is not null)
    and coalesce((select (v.body -> 'window' ->> 'until')::timestamptz from shop_product_versions v
      where v.sku = p.sku and v.version = p.version), 'infinity') > clock_timestamp()
  returning p.id, before.status as from_status
)
insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
select id, from_status, 'capturing', 'authorized', json_build_object('paymentId', $2::text) from moved`

/** Whether the hold still ran, and the product is still sold: one statement, which most purchases need no more than. */
async function commitRunning(via: Queryable, id: number, paymentId: string): Promise<boolean> {
  return (await via.query({ name: 'purchase-commit', text: COMMIT_SQL, values: [id, paymentId] })).rowCount === 1
}

/**
 * The last look before money is taken: the units become nobody else's, and from here on only the provider's word decides.
 * Gives the reason where it must come to nothing instead.
 */
export async function commitHold(pool: Pool, id: number, paymentId: string): Promise<Reason | undefined> {
  if (await commitRunning(pool, id, paymentId)) return undefined
  return inTransaction(pool, (tx) => commitAnew(tx, id, paymentId))
}

async function commitAnew(tx: Queryable, id: number, paymentId: string): Promise<Reason | undefined> {
  const purchase = await lockPurchase(tx, id)
  if (purchase === undefined || (purchase.status !== 'authorizing' && purchase.status !== 'pending')) throw gone()
  const closed = await whyClosed(tx, purchase)
  if (closed) return closed
  // Its time was up. Where there is still enough for it, it is held anew.
  const { stockId, quantity, hold } = purchase
  const free = hold === 'held' || stockId === null || (await takeStock(tx, stockId, quantity))
  if (!free) return 'PENDING_TIMEOUT'
  await tx.query(
    `update shop_purchases set hold = 'held', hold_until = clock_timestamp() + interval '1 minute' where id = $1`,
    [id],
  )
  return (await commitRunning(tx, id, paymentId)) ? undefined : 'PENDING_TIMEOUT'
}

async function whyClosed(tx: Queryable, { sku, version }: Purchase): Promise<Reason | undefined> {
  const { rows } = await tx.query<{ disabled: boolean; over: boolean }>(
    `select p.disabled_at is not null as disabled,
       coalesce((v.body -> 'window' ->> 'until')::timestamptz, 'infinity') <= clock_timestamp() as over
     from shop_products p join shop_product_versions v on v.sku = p.sku and v.version = $2 where p.sku = $1`,
    [sku, version],
  )
  if (rows[0]?.disabled) return 'DISABLED'
  return rows[0]?.over ? 'WINDOW_CLOSED' : undefined
}

/** Whether a product was stopped in an emergency. */
export async function isDisabled(via: Queryable, sku: string): Promise<boolean> {
  const { rowCount } = await via.query('select from shop_products where sku = $1 and disabled_at is not null', [sku])
  return rowCount === 1
}
