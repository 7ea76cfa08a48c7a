import type { Restrictions, SafeState } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'
import { forgetIdentities, rememberIdentities } from './excluded-identities.store.ts'

interface Change {
  readonly type: string
  readonly asked: object
  readonly after: Restrictions
}

/** Writes what a player has decided where admins search it, the change into its history, and who must not sign up again. */
export async function writeRestrictions(
  tx: Queryable,
  at: EventPosition,
  { type, asked, after }: Change,
  by: { readonly adminId: number; readonly reason: string } | undefined,
): Promise<void> {
  const { limits, pending, pausedUntilMs, exclusion, realityCheckMinutes } = after
  await tx.query(
    `insert into safe_play_players (user_id, seq, limits, pending, paused_until, excluded_at, excluded_until,
       reality_check_minutes, changed_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0), to_timestamp($6::bigint / 1000.0),
       case when $6::bigint is null then null else coalesce(to_timestamp($7::bigint / 1000.0), 'infinity') end,
       $8, to_timestamp($9::bigint / 1000.0))
     on conflict (user_id) do update set seq = excluded.seq, limits = excluded.limits, pending = excluded.pending,
       paused_until = excluded.paused_until, excluded_at = excluded.excluded_at,
       excluded_until = excluded.excluded_until, reality_check_minutes = excluded.reality_check_minutes,
       changed_at = excluded.changed_at`,
    [
      at.userId,
      at.seq,
      JSON.stringify(limits),
      JSON.stringify(pending),
      pausedUntilMs,
      exclusion?.sinceMs ?? null,
      exclusion?.untilMs ?? null,
      realityCheckMinutes,
      at.occurredAtMs,
    ],
  )
  await tx.query(
    `insert into safe_play_changes (user_id, seq, type, asked, restrictions, admin_id, reason, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0))`,
    [
      at.userId,
      at.seq,
      type,
      JSON.stringify(asked),
      JSON.stringify(after),
      by?.adminId ?? null,
      by?.reason ?? null,
      at.occurredAtMs,
    ],
  )
  if (exclusion === null) await forgetIdentities(tx, at.userId)
  else await rememberIdentities(tx, at.userId)
}

/** A player's part of safe play as Postgres has it; undefined for who has none. */
export async function findSafeState(via: Queryable, userId: number): Promise<SafeState | undefined> {
  return (await findSafeStates(via, [userId]))[0]
}

/** In the order of the ids. */
export async function findSafeStates(
  via: Queryable,
  userIds: readonly number[],
): Promise<readonly (SafeState | undefined)[]> {
  const { rows } = await via.query<{ user_id: number; safe: SafeState | null }>({
    name: 'safe-states',
    text: `select p.user_id, p.state -> 'safe' as safe
      from unnest($1::bigint[]) as wanted(id) join lateral (select * from players where user_id = wanted.id limit 1) p on true`,
    values: [userIds],
  })
  const found = new Map(rows.map(({ user_id, safe }) => [user_id, safe ?? undefined]))
  return userIds.map((userId) => found.get(userId))
}

/** The first player whose row for the admins says something else than his state. */
export async function findBadRestrictions(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  const { rows } = await tx.query<{ user_id: number }>(
    `select p.user_id from players p
     full join safe_play_players s on s.user_id = p.user_id,
     lateral (select p.state #> '{safe,restrictions}' as own) as decided
     where (own is null) <> (s.user_id is null)
       or (own -> 'limits')::jsonb is distinct from s.limits::jsonb
       or (own -> 'pending')::jsonb is distinct from s.pending::jsonb
       or (own ->> 'pausedUntilMs')::bigint is distinct from round(extract(epoch from s.paused_until) * 1000)::bigint
       or (own #>> '{exclusion,sinceMs}')::bigint is distinct from round(extract(epoch from s.excluded_at) * 1000)::bigint
       or coalesce((own #>> '{exclusion,untilMs}')::bigint, -1) is distinct from
         case when s.excluded_until is null or s.excluded_until = 'infinity' then -1
           else round(extract(epoch from s.excluded_until) * 1000)::bigint end
       or (own ->> 'realityCheckMinutes')::integer is distinct from s.reality_check_minutes
     order by 1 limit 1`,
  )
  const [bad] = rows
  return bad && { where: `safe_play_players user ${bad.user_id}`, why: 'it is not what the player decided' }
}
