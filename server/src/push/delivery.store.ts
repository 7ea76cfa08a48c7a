import { at } from '../platform/postgres/instant.ts'
import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import type { OriginState } from './breaker.rule.ts'

/** A subscription as it is sent to, with how its push service stands. */
export interface PushTarget {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly vapidKeyId: number
  readonly origin: string
  /** Messages in a row that it did not take. */
  readonly failures: number
  /** When it last took one, to the hour; null: never. */
  readonly usedMs: number | null
  readonly standing: OriginState
}

/** The active subscriptions of players, in the order of the players. */
export async function findTargets(via: Queryable, userIds: readonly number[]): Promise<(readonly string[])[]> {
  const { rows } = await via.query<{ user_id: number; ids: string[] }>(
    prepared(
      'push-targets',
      `select user_id, array_agg(id::text order by id) as ids from push_subscriptions
       where user_id = any($1::bigint[]) and is_active group by user_id`,
      [userIds],
    ),
  )
  const byPlayer = new Map(rows.map(({ user_id, ids }) => [user_id, ids]))
  return userIds.map((userId) => byPlayer.get(userId) ?? [])
}

interface TargetRow {
  id: string
  user_id: number
  endpoint: string
  p256dh: string
  auth: string
  vapid_key_id: number
  origin: string
  fail_count: number
  used_ms: number | null
  state: 'closed' | 'open' | null
  refusals: number | null
  probe_ms: number | null
  slow_ms: number | null
}

/** A subscription by its id, if it is this player's. */
export interface TargetOf {
  readonly id: string
  readonly userId: number
}

function toTarget(row: TargetRow): PushTarget {
  const { endpoint, p256dh, auth, origin, state, refusals, probe_ms: probeAtMs, slow_ms: slowUntilMs } = row
  const standing = { state: state ?? 'closed', refusals: refusals ?? 0, probeAtMs, slowUntilMs }
  const { fail_count: failures, used_ms: usedMs, vapid_key_id: vapidKeyId } = row
  return { endpoint, p256dh, auth, vapidKeyId, origin, failures, usedMs, standing }
}

/** Active subscriptions in the order they are asked for; undefined: it is no more, or another player's. */
export async function findPushTargets(via: Queryable, asked: readonly TargetOf[]): Promise<(PushTarget | undefined)[]> {
  const { rows } = await via.query<TargetRow & Record<string, unknown>>(
    prepared(
      'push-target',
      `select s.id::text, s.user_id, s.endpoint, s.p256dh, s.auth, s.vapid_key_id, s.origin, s.fail_count,
         (extract(epoch from s.last_used_at) * 1000)::bigint as used_ms, o.state, o.refusals,
         (extract(epoch from o.probe_at) * 1000)::bigint as probe_ms,
         (extract(epoch from o.slow_until) * 1000)::bigint as slow_ms
       from push_subscriptions s left join push_origins o using (origin)
       where s.id = any($1) and s.is_active`,
      [asked.map(({ id }) => id)],
    ),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return asked.map(({ id, userId }) => {
    const row = byId.get(id)
    return row?.user_id === userId ? toTarget(row) : undefined
  })
}

/** They took a message: what failed before counts no more. */
export async function markUsed(via: Queryable, ids: readonly string[], nowMs: number): Promise<void> {
  await via.query(
    prepared(
      'push-used',
      // In one order, and whoever is being written to is noted by somebody else, or the next time. Of a list that it cannot see the
      // length of, a plan is kept and not made anew each time.
      `with used as (select id from push_subscriptions where id = any((select $1::uuid[])::uuid[]) order by id for no key update skip locked)
       update push_subscriptions s set fail_count = 0, last_used_at = ${at('$2')} from used where s.id = used.id`,
      [ids, nowMs],
    ),
  )
}

/** Counts a failure, and gives the subscription up where there were as many as the settings allow. */
export async function markFailed(via: Queryable, id: string, nowMs: number): Promise<void> {
  await via.query(
    `with failed as (
       update push_subscriptions s set fail_count = fail_count + 1, last_fail_at = ${at('$2')}, updated_at = ${at('$2')},
         is_active = fail_count + 1 < c.fail_threshold
       from push_settings c where s.id = $1 and s.is_active returning s.user_id, s.device_id, s.is_active)
     insert into push_subscription_log (user_id, device_id, action, reason, at)
     select user_id, device_id, 'UNSUBSCRIBE', 'failed', ${at('$2')} from failed where not is_active`,
    [id, nowMs],
  )
}

/** Its push service knows it no more: ended at once. Not where the browser has subscribed anew meanwhile. */
export async function markGone(via: Queryable, id: string, endpoint: string, nowMs: number): Promise<void> {
  await via.query(
    `with ended as (
       update push_subscriptions set is_active = false, deleted_at = ${at('$3')}, last_fail_at = ${at('$3')},
         fail_count = fail_count + 1, updated_at = ${at('$3')}
       where id = $1 and endpoint = $2 and is_active returning user_id, device_id)
     insert into push_subscription_log (user_id, device_id, action, reason, at)
     select user_id, device_id, 'UNSUBSCRIBE', 'gone', ${at('$3')} from ended`,
    [id, endpoint, nowMs],
  )
}
