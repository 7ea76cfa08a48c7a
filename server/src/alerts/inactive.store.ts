import { HOME_ZONE } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A player who has not been here for a while and has not been told so yet. */
export interface AbsentPlayer {
  readonly userId: number
  readonly nickname: string
  /** When he was last here, in ms: it begins the spell of his absence and names it. */
  readonly lastSeenMs: number
  readonly zone: string
}

export interface AbsenceTerms {
  readonly nowMs: number
  /** Here for the last time at or before this moment, */
  readonly untilMs: number
  /** and after this one: who has been gone for far longer is not written to because a setting changed. */
  readonly sinceMs: number
  readonly consentSinceMs: number
  readonly afterId: number
  readonly limit: number
}

/**
 * The next of them in the order of their ids: with a consent to advertising that holds, and not already told of this absence.
 * Whoever took a pause that reaches into it is left alone for all of it.
 */
export async function findAbsent(tx: Queryable, terms: AbsenceTerms): Promise<AbsentPlayer[]> {
  const { nowMs, untilMs, sinceMs, consentSinceMs, afterId, limit } = terms
  const { rows } = await tx.query<AbsentPlayer & Record<string, unknown>>(
    `select u.id as "userId", u.nickname, seen.ms as "lastSeenMs",
       coalesce(s.zone, p.state #>> '{streak,zone}', $7) as zone
     from notification_settings s join users u on u.id = s.user_id join players p on p.user_id = u.id
     cross join lateral (select (extract(epoch from max(last_used_at)) * 1000)::bigint as ms from sessions
       where user_id = u.id) as seen
     where s.advertising_since > ${at('$4')} and not s.all_off and not 'news' = any(s.off_types)
       and u.deleted_at is null and u.deletion_requested_at is null
       and seen.ms <= $2 and seen.ms > $3
       and coalesce((p.state #>> '{safe,restrictions,pausedUntilMs}')::bigint, 0) <= least(seen.ms, $1)
       and not exists (select from notifications n where n.dedupe_key = 'inactive:' || u.id || ':' || seen.ms)
       and u.id > $5
     order by u.id limit $6`,
    [nowMs, untilMs, sinceMs, consentSinceMs, afterId, limit, HOME_ZONE],
  )
  return rows
}
