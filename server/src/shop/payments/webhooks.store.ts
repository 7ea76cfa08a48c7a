import type { Queryable } from '../../platform/postgres/pool.ts'
import { OPEN } from '../purchases/purchase.store.ts'
import type { VerifiedDelivery } from './provider.ts'
import { nextTry } from './retries.store.ts'

/** The instant that all processes judge by. */
export async function databaseNow(via: Queryable): Promise<Date> {
  const { rows } = await via.query<{ now: Date }>('select clock_timestamp() as now')
  const [row] = rows
  if (row === undefined) throw new Error('the database does not tell the time')
  return row.now
}

export interface Received extends VerifiedDelivery {
  readonly provider: string
}

/** `replayed`: this very delivery came before; `known`: the event did, with another one. */
export interface Reception {
  readonly came: 'new' | 'known' | 'replayed'
  readonly orderId: string | null
}

/** A delivery that came before keeps the rest out, an event that came before keeps its order from being looked at again. */
const RECEIVE_SQL = `
with delivered as (
  insert into payment_webhook_deliveries (provider, webhook_id, signed_at) values ($1, $2, to_timestamp($3))
  on conflict do nothing returning webhook_id
), kept as (
  insert into payment_webhooks (provider, webhook_id, type, order_id, body, handled_at, try_at)
  select $1, webhook_id, $4, $5, $6, case when not $7::boolean then clock_timestamp() end, ${nextTry('0')} from delivered
  on conflict do nothing returning order_id
), asked as (
  update shop_purchases set check_at = clock_timestamp()
  where order_id = (select order_id from kept) and status in ${OPEN}
)
select case when not exists (select from delivered) then 'replayed' when not exists (select from kept) then 'known'
  else 'new' end as came`

/**
 * Keeps an event and has its order looked at, by one statement; one that tells of money stays in the inbox until it has been
 * followed.
 */
export async function receiveWebhook(via: Queryable, received: Received): Promise<Reception> {
  const { provider, delivery, event, kept } = received
  const orderId = event?.orderId ?? (await orderOf(via, provider, event?.paymentId))
  // About money of nobody's order there is nothing to follow.
  const isOpen = (event?.moneyBack ?? false) && orderId !== null
  const { rows } = await via.query<Pick<Reception, 'came'>>({
    name: 'webhook-receive',
    text: RECEIVE_SQL,
    values: [provider, delivery.id, delivery.seconds, event?.type ?? 'unknown', orderId, kept, isOpen],
  })
  const [row] = rows
  if (row === undefined) throw new Error('the inbox does not say what became of an event')
  return { came: row.came, orderId }
}

async function orderOf(via: Queryable, provider: string, paymentId: string | undefined): Promise<string | null> {
  if (paymentId === undefined) return null
  const { rows } = await via.query<{ order_id: string }>(
    'select order_id from shop_purchases where provider = $1 and payment_id = $2',
    [provider, paymentId],
  )
  return rows[0]?.order_id ?? null
}

/** An order of which the provider told something, and how often that has been looked into with this time. */
export interface DueOrder {
  readonly orderId: string
  readonly tries: number
}

/**
 * Orders of which the provider told something about money that nobody has followed yet and whose time has come again; each
 * counts as tried from here on. Those whose purchase has not ended wait for that.
 */
export async function claimUnhandled(via: Queryable, limit: number): Promise<DueOrder[]> {
  const { rows } = await via.query<{ order_id: string; tries: number }>(
    `with due as (
       select w.provider, w.webhook_id from payment_webhooks w
       where w.handled_at is null and w.order_id is not null and w.try_at <= clock_timestamp()
         and not exists (select from shop_purchases p where p.order_id = w.order_id and p.status in ${OPEN})
       order by w.try_at limit $1 for no key update of w skip locked
     ), claimed as (
       update payment_webhooks w set tries = w.tries + 1, try_at = ${nextTry('w.tries + 1')}
       from due where w.provider = due.provider and w.webhook_id = due.webhook_id returning w.order_id, w.tries
     )
     select order_id, max(tries)::int as tries from claimed group by order_id`,
    [limit],
  )
  return rows.map(({ order_id, tries }) => ({ orderId: order_id, tries }))
}

/** Marks what had come about an order until an instant of the database. */
export async function markHandled(via: Queryable, orderId: string, until: Date): Promise<void> {
  await via.query(
    `update payment_webhooks set handled_at = clock_timestamp()
     where order_id = $1 and handled_at is null and received_at <= $2`,
    [orderId, until],
  )
}
