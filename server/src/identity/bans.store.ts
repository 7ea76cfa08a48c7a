import { type PlayerBan, refuse } from '@casino-club/shared'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

interface BanRow extends Record<string, unknown> {
  readonly id: number
  readonly reason: string
  readonly banned_by: string
  readonly banned_at: Date
  readonly until: Date | null
  readonly lifted_at: Date | null
  readonly lifted_by: string | null
  readonly lift_reason: string | null
}

/** Of the alias `b`, at the time of the parameter `$2`. */
export const IN_FORCE = `b.lifted_at is null and (b.until is null or b.until > to_timestamp($2::bigint / 1000.0))`

/** Until when an account is banned now: null for ever, undefined where it is not. */
async function bannedUntil(via: Queryable, userId: number, nowMs: number): Promise<Date | null | undefined> {
  const { rows } = await via.query<{ until: Date | null }>(
    `select b.until from user_bans b where b.user_id = $1 and ${IN_FORCE} order by b.id desc limit 1`,
    [userId, nowMs],
  )
  return rows[0]?.until
}

/** The refusal of a banned account, with when to come back where there is such a time. */
export async function refuseBanned(via: Queryable, userId: number, nowMs: number): Promise<TimedRefusal | undefined> {
  const until = await bannedUntil(via, userId, nowMs)
  if (until === undefined) return undefined
  const refusal = refuse('BANNED', until === null ? 'this account is banned' : `banned until ${until.toISOString()}`)
  if (until === null) return refusal
  return { ...refusal, retryAfterSeconds: Math.max(1, Math.ceil((until.getTime() - nowMs) / 1_000)) }
}

export interface NewBan {
  readonly userId: number
  readonly reason: string
  readonly adminId: number
  readonly untilMs: number | null
  readonly nowMs: number
}

export async function insertBan(tx: Queryable, { userId, reason, adminId, untilMs, nowMs }: NewBan): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into user_bans (user_id, reason, banned_by, banned_at, until)
     values ($1, $2, $3, to_timestamp($4::bigint / 1000.0), to_timestamp($5::bigint / 1000.0)) returning id`,
    [userId, reason, adminId, nowMs, untilMs],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the new ban has no id')
  return row.id
}

/** Takes the ban in force away; gives its id, or undefined where there is none. Clocks of two processes may differ. */
export async function liftBan(
  tx: Queryable,
  { userId, adminId, reason, nowMs }: Omit<NewBan, 'untilMs'>,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `update user_bans b set lifted_at = greatest(to_timestamp($2::bigint / 1000.0), b.banned_at), lifted_by = $3, lift_reason = $4
     where b.user_id = $1 and ${IN_FORCE} returning b.id`,
    [userId, nowMs, adminId, reason],
  )
  return rows[0]?.id
}

/** A player's bans, newest first. */
export async function findBans(via: Queryable, userId: number, nowMs: number): Promise<PlayerBan[]> {
  const { rows } = await via.query<BanRow & { in_force: boolean }>(
    `select b.id, b.reason, by.site_id as banned_by, b.banned_at, b.until, b.lifted_at, lifter.site_id as lifted_by,
       b.lift_reason, ${IN_FORCE} as in_force
     from user_bans b join admin_users by on by.id = b.banned_by left join admin_users lifter on lifter.id = b.lifted_by
     where b.user_id = $1 order by b.id desc limit 100`,
    [userId, nowMs],
  )
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    bannedBy: row.banned_by,
    bannedAt: row.banned_at.toISOString(),
    until: row.until?.toISOString() ?? null,
    inForce: row.in_force,
    liftedAt: row.lifted_at?.toISOString() ?? null,
    liftedBy: row.lifted_by,
    liftReason: row.lift_reason,
  }))
}
