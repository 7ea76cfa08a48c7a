import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export type VapidState = 'current' | 'overlap' | 'retired'

export interface VapidRow {
  readonly id: number
  readonly public_key: string
  readonly private_key: Buffer
  readonly state: VapidState
  readonly created_at: Date
  /** Active subscriptions that were made with it. */
  readonly active: number
}

/** Every key there ever was, the newest first. */
export async function findVapidKeys(via: Queryable): Promise<VapidRow[]> {
  const { rows } = await via.query<VapidRow & Record<string, unknown>>(
    `select k.id, k.public_key, k.private_key, k.state, k.created_at,
       (select count(*) from push_subscriptions s where s.vapid_key_id = k.id and s.is_active) as active
     from push_vapid_keys k order by k.id desc`,
  )
  return rows
}

/** Held to the end of the transaction: keys change one command at a time. */
export async function lockVapidKeys(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('push-vapid-keys'))`)
}

/** Makes a key the current one; the one before goes on signing for the subscriptions it was made for. */
export async function insertVapidKey(
  tx: Queryable,
  { publicKey, sealed, nowMs }: { readonly publicKey: string; readonly sealed: Buffer; readonly nowMs: number },
): Promise<number> {
  await tx.query(`update push_vapid_keys set state = 'overlap' where state = 'current'`)
  const { rows } = await tx.query<{ id: number }>(
    `insert into push_vapid_keys (public_key, private_key, state, created_at) values ($1, $2, 'current', ${at('$3')})
     returning id`,
    [publicKey, sealed, nowMs],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a key was not written')
  return row.id
}

export async function resealVapidKey(tx: Queryable, id: number, sealed: Buffer): Promise<void> {
  await tx.query('update push_vapid_keys set private_key = $2 where id = $1', [id, sealed])
}

/** Retires a key that is in overlap, with the subscriptions that were made with it; gives how many were still active. */
export async function retireVapidKey(tx: Queryable, id: number, nowMs: number): Promise<number> {
  await tx.query(
    `update push_vapid_keys set state = 'retired', retired_at = ${at('$2')} where id = $1 and state = 'overlap'`,
    [id, nowMs],
  )
  const { rows } = await tx.query<{ ended: number }>(
    `with ended as (
       update push_subscriptions set is_active = false, deleted_at = ${at('$2')}, updated_at = ${at('$2')}
       where vapid_key_id = $1 and is_active returning user_id, device_id),
     written as (
       insert into push_subscription_log (user_id, device_id, action, reason, at)
       select user_id, device_id, 'UNSUBSCRIBE', 'key_retired', ${at('$2')} from ended)
     select count(*) as ended from ended`,
    [id, nowMs],
  )
  return rows[0]?.ended ?? 0
}
