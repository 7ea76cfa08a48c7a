import type { Queryable } from '../../platform/postgres/pool.ts'
import { askToCheck } from '../purchases/purchase.store.ts'
import type { VerifiedDelivery } from './provider.ts'

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

/**
 * Keeps an event and has its order looked at, both in one transaction; one that tells of money stays in the inbox until it
 * has been followed.
 */
export async function receiveWebhook(
  tx: Queryable,
  { provider, delivery: { id, seconds }, event, kept }: Received,
): Promise<Reception> {
  const delivered = await tx.query(
    `insert into payment_webhook_deliveries (provider, webhook_id, signed_at) values ($1, $2, to_timestamp($3))
     on conflict do nothing`,
    [provider, id, seconds],
  )
  if (delivered.rowCount === 0) return { came: 'replayed', orderId: null }
  const orderId = event?.orderId ?? (await orderOf(tx, provider, event?.paymentId))
  const inserted = await tx.query(
    `insert into payment_webhooks (provider, webhook_id, type, order_id, body, handled_at)
     values ($1, $2, $3, $4, $5, case when not $6 then clock_timestamp() end) on conflict do nothing`,
    // About money of nobody's order there is nothing to follow.
    [provider, id, event?.type ?? 'unknown', orderId, kept, (event?.moneyBack ?? false) && orderId !== null],
  )
  if (inserted.rowCount === 0) return { came: 'known', orderId }
  if (orderId) await askToCheck(tx, orderId)
  return { came: 'new', orderId }
}

async function orderOf(tx: Queryable, provider: string, paymentId: string | undefined): Promise<string | null> {
  if (paymentId === undefined) return null
  const { rows } = await tx.query<{ order_id: string }>(
    'select order_id from shop_purchases where provider = $1 and payment_id = $2',
    [provider, paymentId],
  )
  return rows[0]?.order_id ?? null
}

/** Orders of which the provider told something that nobody has looked into yet, oldest first. */
export async function findUnhandled(via: Queryable, limit: number): Promise<string[]> {
  const { rows } = await via.query<{ order_id: string }>(
    `select order_id from payment_webhooks where handled_at is null and order_id is not null
     group by order_id order by min(received_at) limit $1`,
    [limit],
  )
  return rows.map(({ order_id }) => order_id)
}

/** Marks what had come about an order until an instant of the database. */
export async function markHandled(via: Queryable, orderId: string, until: Date): Promise<void> {
  await via.query(
    `update payment_webhooks set handled_at = clock_timestamp()
     where order_id = $1 and handled_at is null and received_at <= $2`,
    [orderId, until],
  )
}
