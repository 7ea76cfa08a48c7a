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
  /** Whether its order is on its way and nobody is at it: whoever is looks again when he lets go of it. */
  readonly isFree: boolean
}

/** A delivery that came before keeps the rest out, an event that came before keeps its order from being looked at again. */
const RECEIVE_SQL = `
with input as materialized (
  select * from unnest($1::text[], $2::text[], $3::float8[], $4::text[], $5::text[], $6::text[], $7::boolean[])
    with ordinality as i(provider, webhook_id, seconds, type, order_id, body, is_open, place)
), delivered as (
  insert into payment_webhook_deliveries (provider, webhook_id, signed_at)
  select provider, webhook_id, to_timestamp(seconds) from input
  on conflict do nothing returning provider, webhook_id
), kept as (
  insert into payment_webhooks (provider, webhook_id, type, order_id, body, handled_at, try_at)
  select i.provider, i.webhook_id, i.type, i.order_id, i.body, case when not i.is_open then clock_timestamp() end, ${nextTry('0')}
  from input i join delivered d on d.provider = i.provider and d.webhook_id = i.webhook_id
  on conflict do nothing returning provider, webhook_id, order_id
), before as materialized (
  select p.id, p.order_id, p.lease_until is null or p.lease_until <= clock_timestamp() as is_free
  from shop_purchases p
  where p.order_id = any($5::text[]) and p.order_id = any(array(select order_id from kept)) and p.status in ${OPEN}
), asked as (
  update shop_purchases p set check_at = clock_timestamp()
  from (
    select id from shop_purchases where id = any(array(select id from before)) and status in ${OPEN}
    order by id for no key update
  ) held
  where p.id = held.id
)
select case when d.webhook_id is null then 'replayed' when k.webhook_id is null then 'known' else 'new' end as came,
  coalesce(before.is_free, false) as is_free
from input i
left join delivered d on d.provider = i.provider and d.webhook_id = i.webhook_id
left join kept k on k.provider = i.provider and k.webhook_id = i.webhook_id
left join before on before.order_id = k.order_id
order by i.place`

/**
 * Keeps events, each id once, and has their orders looked at, by one statement; those that tell of money stay in the inbox
 * until they have been followed.
 */
export async function receiveWebhooks(via: Queryable, received: readonly Received[]): Promise<Reception[]> {
  const orderIds = await ordersOf(via, received)
  const { rows } = await via.query<{ came: Reception['came']; is_free: boolean }>({
    // Without a name, so that it is planned for the tables as they are.
    text: RECEIVE_SQL,
    values: [
      received.map(({ provider }) => provider),
      received.map(({ delivery }) => delivery.id),
      received.map(({ delivery }) => delivery.seconds),
      received.map(({ event }) => event?.type ?? 'unknown'),
      orderIds,
      received.map(({ kept }) => kept),
      // About money of nobody's order there is nothing to follow.
      received.map(({ event }, index) => (event?.moneyBack ?? false) && orderIds[index] !== null),
    ],
  })
  return rows.map(({ came, is_free }, index) => ({ came, orderId: orderIds[index] ?? null, isFree: is_free }))
}

/** What each is about, by its payment where it does not name the order; null: nothing of ours. */
async function ordersOf(via: Queryable, received: readonly Received[]): Promise<(string | null)[]> {
  const named = received.map(({ event }) => event?.orderId ?? null)
  const asked = received.map(({ event }, index) => (named[index] === null ? (event?.paymentId ?? null) : null))
  if (asked.every((paymentId) => paymentId === null)) return named
  const { rows } = await via.query<{ order_id: string | null }>(
    `select p.order_id from unnest($1::text[], $2::text[]) with ordinality as i(provider, payment_id, place)
     left join lateral (
       select order_id from shop_purchases where provider = i.provider and payment_id = i.payment_id limit 1) p on true
     order by i.place`,
    [received.map(({ provider }) => provider), asked],
  )
  return named.map((orderId, index) => orderId ?? rows[index]?.order_id ?? null)
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
