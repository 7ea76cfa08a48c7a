import type { AGE_STATUSES, AgeCheck } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

type Status = (typeof AGE_STATUSES)[number]

export interface LatestCheck {
  readonly id: number
  readonly status: Status
  readonly submittedAt: Date
  readonly decidedAt: Date | null
  /** `YYYY-MM-DD` */
  readonly againFrom: string | null
}

/** The account's row for this transaction, and whether its age is verified; undefined where there is none. */
export async function lockVerified(tx: Queryable, userId: number): Promise<boolean | undefined> {
  const { rows } = await tx.query<{ verified: boolean }>(
    'select age_verified_at is not null as verified from users where id = $1 for update',
    [userId],
  )
  return rows[0]?.verified
}

export async function isVerified(via: Queryable, userId: number): Promise<boolean> {
  const { rows } = await via.query('select 1 from users where id = $1 and age_verified_at is not null', [userId])
  return rows.length === 1
}

export async function findLatestCheck(via: Queryable, userId: number): Promise<LatestCheck | undefined> {
  const { rows } = await via.query<{
    id: number
    status: Status
    submitted_at: Date
    decided_at: Date | null
    again_from: string | null
  }>(
    `select id, status, submitted_at, decided_at, again_from::text as again_from from age_checks
     where user_id = $1 order by id desc limit 1`,
    [userId],
  )
  const [row] = rows
  return (
    row && {
      id: row.id,
      status: row.status,
      submittedAt: row.submitted_at,
      decidedAt: row.decided_at,
      againFrom: row.again_from,
    }
  )
}

export interface NewCheck {
  readonly userId: number
  readonly provider: string
  readonly birthDate: string
  /** Too young: rejected at once, and from when he may ask again, `YYYY-MM-DD`. Undefined: a person decides. */
  readonly againFrom: string | undefined
  readonly nowMs: number
}

/** Writes a check; the day of birth only where somebody has yet to look at it. */
export async function insertCheck(tx: Queryable, { userId, provider, birthDate, againFrom, nowMs }: NewCheck) {
  const rejected = againFrom !== undefined
  await tx.query(
    `insert into age_checks (user_id, birth_date, provider, status, submitted_at, decided_at, again_from)
     values ($1, $2::date, $3, $4, to_timestamp($5::bigint / 1000.0), to_timestamp($6::bigint / 1000.0), $7::date)`,
    [
      userId,
      rejected ? null : birthDate,
      provider,
      rejected ? 'REJECTED' : 'PENDING',
      nowMs,
      rejected ? nowMs : null,
      againFrom ?? null,
    ],
  )
}

export interface CheckDecision {
  readonly id: number
  readonly status: 'VERIFIED' | 'REJECTED'
  readonly adminId: number
  readonly reason: string
  readonly nowMs: number
}

/** Decides a pending check and forgets the day of birth; false where it is not pending. */
export async function decideCheck(tx: Queryable, { id, status, adminId, reason, nowMs }: CheckDecision) {
  const { rowCount } = await tx.query(
    `update age_checks set status = $2, decided_by = $3, reason = $4, decided_at = to_timestamp($5::bigint / 1000.0),
       birth_date = null
     where id = $1 and status = 'PENDING'`,
    [id, status, adminId, reason, nowMs],
  )
  return rowCount === 1
}

export async function markVerified(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  await tx.query('update users set age_verified_at = to_timestamp($2::bigint / 1000.0) where id = $1', [userId, nowMs])
}

interface CheckRow extends Record<string, unknown> {
  readonly id: number
  readonly user_id: number
  readonly nickname: string
  readonly birth_date: string | null
  readonly provider: string
  readonly status: Status
  readonly submitted_at: Date
  readonly decided_at: Date | null
  readonly decided_by: string | null
  readonly reason: string | null
}

const CHECKS = `select c.id, c.user_id, u.nickname, c.birth_date::text as birth_date, c.provider, c.status, c.submitted_at,
  c.decided_at, by.site_id as decided_by, c.reason
  from age_checks c join users u on u.id = c.user_id left join admin_users by on by.id = c.decided_by`

const toCheck = (row: CheckRow): AgeCheck => ({
  id: row.id,
  userId: row.user_id,
  nickname: row.nickname,
  birthDate: row.birth_date,
  provider: row.provider,
  status: row.status,
  submittedAt: row.submitted_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
  reason: row.reason,
})

export async function findCheck(via: Queryable, id: number): Promise<AgeCheck | undefined> {
  const { rows } = await via.query<CheckRow>(`${CHECKS} where c.id = $1`, [id])
  return rows[0] && toCheck(rows[0])
}

export interface CheckPage {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly status?: Status | undefined
}

/** A page of checks, and how many fit. */
export async function findChecks(
  via: Queryable,
  { page, perPage, ascending, status }: CheckPage,
): Promise<{ checks: AgeCheck[]; total: number }> {
  const { rows } = await via.query<CheckRow>(
    `${CHECKS} where $1::text is null or c.status = $1 order by c.id ${ascending ? 'asc' : 'desc'} limit $2 offset $3`,
    [status ?? null, perPage, (page - 1) * perPage],
  )
  const { rows: counted } = await via.query<{ total: number }>(
    'select count(*)::integer as total from age_checks where $1::text is null or status = $1',
    [status ?? null],
  )
  return { checks: rows.map(toCheck), total: counted[0]?.total ?? 0 }
}
