import { nicknameLook } from '@casino-club/shared'
import { forgetFailures, retireNames } from '../identity/index.ts'
import { endInviting } from '../invitations/index.ts'
import { eraseNotifications } from '../notify/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { endShares } from '../shares/index.ts'
import { eraseSocial } from '../social/index.ts'

/** An account that was erased; nothing of it says whose it was. */
export interface Erased {
  readonly userId: number
  readonly requestedAt: Date
}

interface DueRow {
  id: number
  site_id: string
  nickname: string
  email: string | null
  pending_email: string | null
  deletion_requested_at: Date
}

/** What an erased account is called: nobody can sign up by such a name. */
export const erasedName = (userId: number): string => `deleted-${userId}`

/**
 * Locks an account whose time of grace is over; undefined when there is none that no other worker has. Those that failed
 * before are left out.
 */
async function lockDue(tx: Queryable, dueMs: number, failed: readonly number[]): Promise<DueRow | undefined> {
  const { rows } = await tx.query<DueRow>(
    `select id, site_id, nickname, email, pending_email, deletion_requested_at from users
     where deletion_requested_at <= to_timestamp($1::bigint / 1000.0) and deleted_at is null and id <> all($2::bigint[])
     order by deletion_requested_at, id limit 1 for update skip locked`,
    [dueMs, failed],
  )
  return rows[0]
}

/** Takes away how he came in and what he paid with. */
async function eraseTraces(tx: Queryable, userId: number): Promise<void> {
  // In one statement: thousands may be due at once.
  await tx.query(
    `with tokens as (delete from account_tokens where user_id = $1),
       attempts as (delete from sign_ins where user_id = $1),
       factors as (delete from second_factors where user_id = $1),
       challenges as (delete from login_challenges where user_id = $1),
       missions as (delete from mission_progress where user_id = $1),
       days as (delete from vip_days where user_id = $1),
       experiments as (delete from experiment_exposures where user_id = $1),
       recommendations as (delete from recommendation_servings where user_id = $1),
       moods as (delete from mood_answers where user_id = $1),
       wishes as (delete from mood_wishes where user_id = $1),
       told as (delete from user_actions where user_id = $1),
       activity as (delete from user_activity where user_id = $1),
       activity_days as (delete from player_days where user_id = $1),
       visits as (update site_visits set user_id = null where user_id = $1),
       facts as (delete from player_facts where user_id = $1),
       segments as (delete from player_segments where user_id = $1),
       segment_moves as (delete from segment_moves where user_id = $1),
       overrides as (delete from segment_overrides where user_id = $1),
       due as (delete from vip_due where user_id = $1),
       tiers as (delete from vip_standings where user_id = $1),
       changes as (delete from vip_changes where user_id = $1),
       achievements as (delete from achievement_unlocks where user_id = $1),
       passes as (delete from pass_progress where user_id = $1),
       pass_plays as (delete from pass_days where user_id = $1),
       pushes as (delete from push_subscriptions where user_id = $1),
       push_log as (delete from push_subscription_log where user_id = $1),
       refusals as (delete from email_suppressions where user_id = $1),
       optouts as (delete from email_optouts where user_id = $1),
       campaigns as (delete from campaign_recipients where user_id = $1),
       coupons as (delete from pass_coupons where user_id = $1),
       cards as (update shop_purchases set card_hash = null where user_id = $1)
     delete from user_identities where user_id = $1`,
    [userId],
  )
}

/** Takes away what says whose it was, in the caller's transaction. The books stay, under a number. */
export async function eraseNext(
  tx: Queryable,
  {
    dueMs,
    nowMs,
    failed,
    found,
  }: {
    readonly dueMs: number
    readonly nowMs: number
    readonly failed: readonly number[]
    readonly found: (userId: number) => void
  },
): Promise<Erased | undefined> {
  const due = await lockDue(tx, dueMs, failed)
  if (due === undefined) return undefined
  const { id: userId, site_id: siteId, nickname } = due
  found(userId)
  const addresses = [due.email, due.pending_email].filter((address) => address !== null).map((it) => it.toLowerCase())
  await retireNames(tx, siteId, nicknameLook(nickname), nowMs)
  await tx.query(
    `update users set site_id = $2, nickname = $2, nickname_look = null, nickname_changed_at = null, password_hash = '!',
       email = null, pending_email = null, phone_number = null, last_login_at = null,
       deleted_at = to_timestamp($3::bigint / 1000.0)
     where id = $1`,
    [userId, erasedName(userId), nowMs],
  )
  await tx.query('update sessions set user_agent = null, address = null where user_id = $1', [userId])
  // A day of birth that nobody has looked at yet, and the day from which he is of age: it tells the day of birth as well.
  await tx.query(
    `update age_checks set status = case status when 'PENDING' then 'REJECTED' else status end, birth_date = null,
       again_from = null, decided_at = coalesce(decided_at, to_timestamp($2::bigint / 1000.0))
     where user_id = $1 and (status = 'PENDING' or again_from is not null)`,
    [userId, nowMs],
  )
  await eraseTraces(tx, userId)
  await eraseSocial(tx, userId)
  await endInviting(tx, userId, nowMs)
  await endShares(tx, userId)
  await eraseNotifications(tx, userId)
  // Letters to an address without a name on them: asked for, and nobody found.
  await tx.query(
    'delete from mail_outbox where user_id = $1 or (user_id is null and lower(recipient) = any($2::text[]))',
    [userId, addresses],
  )
  await forgetFailures(tx, [
    ...[siteId, ...addresses].map((subject) => ({ scope: 'account' as const, subject })),
    { scope: 'devices', subject: String(userId) },
  ])
  await tx.query(`update player_notes set body = '–' where user_id = $1`, [userId])
  // Accounts that were made one with this one are its owner's too, and he cannot log in to ask for it: they are next.
  await tx.query(
    `update users set deletion_requested_at = $2 where deletion_requested_at is null
     and id in (select from_user_id from account_merges where into_user_id = $1)`,
    [userId, due.deletion_requested_at],
  )
  return { userId, requestedAt: due.deletion_requested_at }
}
