import { type PurchaseStatus, type Reason, type Receipt, refuse } from '@casino-club/shared'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { PartsRefused, RefusedInTransaction } from '../../player/index.ts'
import { returnPromo } from './promo-uses.store.ts'
import { findMany, lockPurchase, PURCHASE_COLUMNS, renewed } from './purchase.store.ts'
import type { Purchase } from './purchase.types.ts'
import { takeStock } from './stock.store.ts'

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
  readonly id: number
  readonly userId: number
  readonly seq: number
  readonly receipt: Receipt
}

/** Arrays, whose lengths the planner knows, and without a name: of a set of JSON it expects a hundred rows, and reads the whole table. */
const GRANTED_SQL = `
with input as (
  select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
    as i(id, seq, receipt_code, receipt_body, receipt_signature, receipt_key)
), before as (
  select id, status from shop_purchases where id in (select id from input) order by id for no key update
), granted as (
  update shop_purchases p
  set status = 'granted', hold = 'sold', granted_seq = i.seq, captured_at = coalesce(p.captured_at, clock_timestamp()),
    ended_at = clock_timestamp(), check_at = null, lease_until = null, receipt_code = i.receipt_code,
    receipt_body = i.receipt_body, receipt_signature = i.receipt_signature, receipt_key = i.receipt_key
  from before b join input i on i.id = b.id
  where p.id = b.id and (b.status in ('capturing', 'captured') or (b.status = 'authorizing' and p.amount = 0))
  returning p.*, b.status as from_status
), logged as (
  insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
  select id, from_status, 'granted', 'grant', json_build_object('seq', granted_seq) from granted
)
select ${PURCHASE_COLUMNS} from granted`

/**
 * Marks purchases as granted, in the transaction of their grants: once, and only what has been captured or cost nothing.
 * Gives them by id; throws `PartsRefused`.
 */
export async function markGranted(tx: Queryable, ends: readonly Granted[]): Promise<ReadonlyMap<number, Purchase>> {
  const granted = await findMany(tx, GRANTED_SQL, [
    ends.map(({ id }) => id),
    ends.map(({ seq }) => seq),
    ends.map(({ receipt }) => receipt.receiptCode),
    ends.map(({ receipt }) => receipt.body),
    ends.map(({ receipt }) => receipt.signature),
    ends.map(({ receipt }) => receipt.keyId),
  ])
  const byId = new Map(granted.map((purchase) => [purchase.id, purchase]))
  const missed = ends.filter(({ id }) => !byId.has(id))
  if (missed.length > 0) throw new PartsRefused(new Map(missed.map(({ userId }) => [userId, gone().refusal])))
  return byId
}

const COMMIT_SQL = `
with input as (
  select * from unnest($1::bigint[], $2::text[]) as i(id, payment_id)
), before as (
  select id, status from shop_purchases where id in (select id from input) order by id for no key update
), moved as (
  update shop_purchases p
  set status = 'capturing', hold = 'committed', payment_id = i.payment_id, pay_url = null, ${renewed('$3')}
  from before b join input i on i.id = b.id
  where p.id = b.id and b.status in ('authorizing', 'pending') and p.hold = 'held'
    and p.hold_until > clock_timestamp()
    and not exists (select from shop_products d where d.sku = p.sku and d.disabled_at is not null)
    and coalesce((select (v.body -> 'window' ->> 'until')::timestamptz from shop_product_versions v
      where v.sku = p.sku and v.version = p.version), 'infinity') > clock_timestamp()
  returning p.id, p.payment_id, b.status as from_status
), logged as (
  insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
  select id, from_status, 'capturing', 'authorized', json_build_object('paymentId', payment_id) from moved
)
select id from moved`

export interface Committed {
  readonly id: number
  readonly paymentId: string
}

/** Whose holds still ran, and whose products are still sold: one statement, which most purchases need no more than. */
export async function commitRunning(
  via: Queryable,
  holds: readonly Committed[],
  leaseSeconds: number,
): Promise<boolean[]> {
  const { rows } = await via.query<{ id: number }>({
    // Without a name, so that it is planned for the table as it is: one that was planned when there were few would read them all.
    text: COMMIT_SQL,
    values: [holds.map(({ id }) => id), holds.map(({ paymentId }) => paymentId), leaseSeconds],
  })
  const moved = new Set(rows.map(({ id }) => id))
  return holds.map(({ id }) => moved.has(id))
}

/**
 * The last look before money is taken, where the hold may not run any more: the units become nobody else's, and from here on
 * only the provider's word decides. Gives the reason where it must come to nothing instead.
 */
export const commitLate = (pool: Pool, hold: Committed, leaseSeconds: number): Promise<Reason | undefined> =>
  inTransaction(pool, (tx) => commitAnew(tx, hold, leaseSeconds))

async function commitAnew(tx: Queryable, wanted: Committed, leaseSeconds: number): Promise<Reason | undefined> {
  const { id } = wanted
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
  const [committed] = await commitRunning(tx, [wanted], leaseSeconds)
  return committed ? undefined : 'PENDING_TIMEOUT'
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
