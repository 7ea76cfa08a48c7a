import type { PushSubscribeBody } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Why a subscription is no more, as its player's history has it. */
export type EndReason = 'user_request' | 'moved' | 'gone' | 'failed' | 'too_many'

export interface NewSubscription extends Omit<PushSubscribeBody, 'vapidPublicKey'> {
  readonly userId: number
  readonly sessionId: string
  readonly endpointHash: Buffer
  readonly origin: string
  readonly vapidKeyId: number
  readonly nowMs: number
}

export interface SubscriptionRow {
  readonly id: string
  readonly device_id: string
  readonly is_active: boolean
  readonly vapid_key_id: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly last_used_at: Date | null
}

/** Held to the end of the transaction: one browser, and one player, subscribe one after the other. */
export async function lockSubscribing(tx: Queryable, userId: number, endpointHash: Buffer): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('push-endpoint ' || encode($1::bytea, 'hex'), 0))`, [
    endpointHash,
  ])
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('push-player ' || $1::bigint, 0))`, [userId])
}

/** Takes a browser from whoever else it was known for: another account, or the same one under another device id. */
export async function takeEndpoint(
  tx: Queryable,
  { endpointHash, userId, deviceId, nowMs }: Pick<NewSubscription, 'endpointHash' | 'userId' | 'deviceId' | 'nowMs'>,
): Promise<void> {
  await tx.query(
    `with taken as (
       delete from push_subscriptions where endpoint_hash = $1 and not (user_id = $2 and device_id = $3)
       returning user_id, device_id, is_active)
     insert into push_subscription_log (user_id, device_id, action, reason, at)
     select user_id, device_id, 'UNSUBSCRIBE', 'moved', ${at('$4')} from taken where is_active`,
    [endpointHash, userId, deviceId, nowMs],
  )
}

/**
 * Writes a device's subscription, its old one replaced. An endpoint that stays keeps the key it was made with: it is bound to
 * that one for life. Also says whether there was anything new.
 */
export async function upsertSubscription(
  tx: Queryable,
  subscription: NewSubscription,
): Promise<SubscriptionRow & { readonly began: boolean }> {
  const { userId, deviceId, endpoint, endpointHash, origin, p256dh, auth } = subscription
  const { userAgent, vapidKeyId, sessionId, nowMs } = subscription
  const { rows } = await tx.query<SubscriptionRow & { began: boolean } & Record<string, unknown>>(
    `with before as (select is_active, endpoint_hash from push_subscriptions where user_id = $1 and device_id = $2)
     insert into push_subscriptions as s (user_id, device_id, endpoint, endpoint_hash, origin, p256dh, auth, user_agent,
       vapid_key_id, session_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${at('$11')}, ${at('$11')})
     on conflict (user_id, device_id) do update set endpoint = excluded.endpoint, endpoint_hash = excluded.endpoint_hash,
       origin = excluded.origin, p256dh = excluded.p256dh, auth = excluded.auth, user_agent = excluded.user_agent,
       vapid_key_id = case when s.endpoint_hash = excluded.endpoint_hash then s.vapid_key_id else excluded.vapid_key_id end,
       session_id = excluded.session_id, is_active = true, deleted_at = null, fail_count = 0, updated_at = excluded.updated_at
     returning s.id, s.device_id, s.is_active, s.vapid_key_id, s.created_at, s.updated_at, s.last_used_at,
       not exists (select from before b where b.is_active and b.endpoint_hash = $4) as began`,
    [userId, deviceId, endpoint, endpointHash, origin, p256dh, auth, userAgent, vapidKeyId, sessionId, nowMs],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a subscription was not written')
  return row
}

export async function logSubscribed(tx: Queryable, userId: number, deviceId: string, nowMs: number): Promise<void> {
  await tx.query(
    `insert into push_subscription_log (user_id, device_id, action, reason, at)
     values ($1, $2, 'SUBSCRIBE', 'user_request', ${at('$3')})`,
    [userId, deviceId, nowMs],
  )
}

/** The least recently used devices beyond the most that are reached go; the one that has just come stays. */
export async function endBeyond(
  tx: Queryable,
  { userId, most, keepId, nowMs }: { userId: number; most: number; keepId: string; nowMs: number },
): Promise<void> {
  await tx.query(
    `with ended as (
       update push_subscriptions set is_active = false, deleted_at = ${at('$4')}, fail_count = 0, updated_at = ${at('$4')}
       where id in (select id from push_subscriptions where user_id = $1 and is_active
         order by id <> $3, greatest(last_used_at, updated_at) desc, id offset $2)
       returning user_id, device_id)
     insert into push_subscription_log (user_id, device_id, action, reason, at)
     select user_id, device_id, 'UNSUBSCRIBE', 'too_many', ${at('$4')} from ended`,
    [userId, most, keepId, nowMs],
  )
}

/** Ends a device's subscription, softly. False: this player has no such device. */
export async function endSubscription(
  tx: Queryable,
  { userId, deviceId, nowMs }: { userId: number; deviceId: string; nowMs: number },
): Promise<boolean> {
  const { rows } = await tx.query<{ known: boolean }>(
    `with ended as (
       update push_subscriptions set is_active = false, deleted_at = ${at('$3')}, fail_count = 0, updated_at = ${at('$3')}
       where user_id = $1 and device_id = $2 and deleted_at is null returning user_id, device_id),
     written as (
       insert into push_subscription_log (user_id, device_id, action, reason, at)
       select user_id, device_id, 'UNSUBSCRIBE', 'user_request', ${at('$3')} from ended)
     select exists (select from push_subscriptions where user_id = $1 and device_id = $2) as known`,
    [userId, deviceId, nowMs],
  )
  return rows[0]?.known ?? false
}

/** A device's subscription, and how many of this player's are reached. */
export async function findOwn(
  via: Queryable,
  userId: number,
  deviceId: string | undefined,
): Promise<{ row: SubscriptionRow | undefined; active: number }> {
  const { rows } = await via.query<SubscriptionRow & Record<string, unknown>>(
    `select id, device_id, is_active, vapid_key_id, created_at, updated_at, last_used_at
     from push_subscriptions where user_id = $1`,
    [userId],
  )
  return { row: rows.find((row) => row.device_id === deviceId), active: rows.filter((row) => row.is_active).length }
}
