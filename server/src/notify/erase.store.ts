import type { Queryable } from '../platform/postgres/pool.ts'
import { publishDecided } from './dead-letters.store.ts'

/**
 * Takes away what was told to a player and where he was told it, in the caller's transaction; what of it stands in Redis leaves
 * it when that commits. That something was told, when, and what he had consented to, stays under his number.
 */
export async function eraseNotifications(tx: Queryable, userId: number): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `with words as (
       update notifications set params = '{}', title_ko = '–', body_ko = '–', title_en = '–', body_en = '–', path = null,
         dedupe_key = 'erased:' || id where user_id = $1
     ), letters as (
       delete from notification_dead_letters l using notification_deliveries d where d.id = l.delivery_id and d.user_id = $1
       returning l.id
     ), places as (
       update notification_deliveries set target = 'erased:' || id where user_id = $1 and target <> ''
     ), settings as (
       delete from notification_settings where user_id = $1
     )
     select id from letters`,
    [userId],
  )
  await publishDecided(
    tx,
    rows.map(({ id }) => id),
  )
}
