import type { SignedDelivery } from '../../platform/http/standard-webhooks.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { askToCheck } from '../purchases/purchase.store.ts'
import type { WebhookEvent } from './provider.ts'

/** The instant that all processes judge by. */
export async function databaseNow(via: Queryable): Promise<Date> {
  const { rows } = await via.query<{ now: Date }>('select clock_timestamp() as now')
  const [row] = rows
  if (row === undefined) throw new Error('the database does not tell the time')
  return row.now
}

export interface Received {
  readonly provider: string
  readonly delivery: SignedDelivery
  readonly event: WebhookEvent | undefined
  readonly body: string
}

/**
 * Keeps an event and has its order looked at, both in one transaction; one that tells of money stays in the inbox until it
 * has been followed. `replayed`: this very delivery came before;
 * `known`: the event did, with another one.
 */
export async function receiveWebhook(
  tx: Queryable,
  { provider, delivery: { id, seconds }, event, body }: Received,
): Promise<'new' | 'known' | 'replayed'> {
  const delivered = await tx.query(
    `insert into payment_webhook_deliveries (provider, webhook_id, signed_at) values ($1, $2, to_timestamp($3))
     on conflict do nothing`,
    [provider, id, seconds],
  )
  if (delivered.rowCount === 0) return 'replayed'
  const kept = await tx.query(
    `insert into payment_webhooks (provider, webhook_id, type, order_id, body, handled_at)
     values ($1, $2, $3, $4, $5, case when not $6 then clock_timestamp() end) on conflict do nothing`,
    [provider, id, event?.type ?? 'unknown', event?.orderId ?? null, body, event?.moneyBack ?? false],
  )
  if (kept.rowCount === 0) return 'known'
  if (event?.orderId) await askToCheck(tx, event.orderId)
  return 'new'
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
