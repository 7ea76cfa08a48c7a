import type { SignedDelivery } from '../../platform/http/standard-webhooks.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { askToCheck } from '../purchases/purchase.store.ts'
import type { WebhookEvent } from './provider.ts'

/** Seconds since the epoch, by the database. */
export async function databaseSeconds(via: Queryable): Promise<number> {
  const { rows } = await via.query<{ now: Date }>('select clock_timestamp() as now')
  return (rows[0]?.now.getTime() ?? 0) / 1_000
}

export interface Received {
  readonly provider: string
  readonly delivery: SignedDelivery
  readonly event: WebhookEvent | undefined
  readonly body: string
}

/**
 * Keeps an event and has its order looked at, both in one transaction. `replayed`: this very delivery came before;
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
    `insert into payment_webhooks (provider, webhook_id, type, order_id, body) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [provider, id, event?.type ?? 'unknown', event?.orderId ?? null, body],
  )
  if (kept.rowCount === 0) return 'known'
  if (event?.orderId) await askToCheck(tx, event.orderId)
  return 'new'
}
