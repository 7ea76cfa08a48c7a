import type { AdminRole } from '@casino-club/shared'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'

export type RevokeReason = 'LOGOUT' | 'LOGOUT_ALL' | 'REFRESH_REUSED' | 'FORCED'
export type SessionOwner = { readonly userId: number } | { readonly adminId: number }

export interface Device {
  readonly address: string
  readonly userAgent: string
}

export interface NewSession {
  readonly id: string
  readonly owner: SessionOwner
  readonly device: Device
  readonly refreshHash: Buffer
  readonly nowMs: number
  readonly expiresMs: number
}

export interface RefreshRow {
  session_id: string
  user_id: number | null
  admin_id: number | null
  site_id: string | null
  role: AdminRole | null
  used: boolean
  revoked: boolean
  expires_ms: number
}

const at = (parameter: string) => `to_timestamp(${parameter} / 1000.0)`

export async function insertSession(tx: Queryable, session: NewSession): Promise<void> {
  const owner = 'userId' in session.owner ? [session.owner.userId, null] : [null, session.owner.adminId]
  await tx.query(
    `insert into sessions (id, user_id, admin_id, created_at, last_used_at, expires_at, user_agent, address)
     values ($1, $2, $3, ${at('$4::bigint')}, ${at('$4::bigint')}, ${at('$5::bigint')}, $6, $7)`,
    [session.id, ...owner, session.nowMs, session.expiresMs, session.device.userAgent, session.device.address],
  )
  await insertRefreshToken(tx, session.id, session.refreshHash, session.nowMs)
}

export async function insertRefreshToken(tx: Queryable, sessionId: string, hash: Buffer, nowMs: number): Promise<void> {
  await tx.query(
    `insert into refresh_tokens (token_hash, session_id, issued_at) values ($1, $2, ${at('$3::bigint')})`,
    [hash, sessionId, nowMs],
  )
}

/** The token's session, locked: two uses of one token come one after the other. */
export async function lockRefreshToken(tx: Queryable, hash: Buffer): Promise<RefreshRow | undefined> {
  const { rows } = await tx.query<RefreshRow>(
    `select s.id as session_id, s.user_id, s.admin_id, a.site_id, a.role, t.used_at is not null as used,
       s.revoked_at is not null as revoked, (extract(epoch from s.expires_at) * 1000)::bigint as expires_ms
     from refresh_tokens t join sessions s on s.id = t.session_id left join admin_users a on a.id = s.admin_id
     where t.token_hash = $1 for update of s, t`,
    [hash],
  )
  return rows[0]
}

export async function useRefreshToken(tx: Queryable, hash: Buffer, sessionId: string, nowMs: number): Promise<void> {
  await tx.query(`update refresh_tokens set used_at = ${at('$2::bigint')} where token_hash = $1`, [hash, nowMs])
  await tx.query(`update sessions set last_used_at = ${at('$2::bigint')} where id = $1`, [sessionId, nowMs])
}

/** Ends the sessions that are still open among those meant; gives the ids of those that it ended. */
export async function revokeSessions(
  tx: Queryable,
  which: { readonly id: string } | SessionOwner,
  reason: RevokeReason,
  nowMs: number,
): Promise<string[]> {
  const [column, value] =
    'id' in which ? ['id', which.id] : 'userId' in which ? ['user_id', which.userId] : ['admin_id', which.adminId]
  const { rows } = await tx.query<{ id: string }>(
    `update sessions set revoked_at = ${at('$2::bigint')}, revoke_reason = $3
     where ${column} = $1 and revoked_at is null returning id`,
    [value, nowMs, reason],
  )
  return rows.map((row) => row.id)
}

/** Sessions that ended since an instant: those whose access tokens may still look good. */
export async function revokedSince(pool: Pool, sinceMs: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from sessions where revoked_at >= ${at('$1::bigint')}`, [
    sinceMs,
  ])
  return rows.map((row) => row.id)
}

export async function isSessionOpen(pool: Pool, sessionId: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from sessions where id = $1 and revoked_at is null', [sessionId])
  return rowCount === 1
}
