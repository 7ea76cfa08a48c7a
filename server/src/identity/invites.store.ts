import type { Pool, Queryable } from '../platform/postgres/pool.ts'

export interface Invite {
  readonly code: string
  readonly maxUses: number | null
  readonly usedCount: number
  readonly expiresAt: Date | null
  readonly disabledAt: Date | null
}

interface InviteRow {
  code: string
  max_uses: number | null
  used_count: number
  expires_at: Date | null
  disabled_at: Date | null
}

export async function findInvite(via: Queryable, code: string): Promise<Invite | undefined> {
  const { rows } = await via.query<InviteRow>(
    'select code, max_uses, used_count, expires_at, disabled_at from invite_codes where code = $1',
    [code],
  )
  const row = rows[0]
  return (
    row && {
      code: row.code,
      maxUses: row.max_uses,
      usedCount: row.used_count,
      expiresAt: row.expires_at,
      disabledAt: row.disabled_at,
    }
  )
}

/** Takes one use of a code that is still good; false when it is not, however many ask at once. */
export async function takeInviteUse(tx: Queryable, code: string, userId: number, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update invite_codes set used_count = used_count + 1
     where code = $1 and disabled_at is null and (max_uses is null or used_count < max_uses)
       and (expires_at is null or expires_at > to_timestamp($2::bigint / 1000.0))`,
    [code, nowMs],
  )
  if (rowCount !== 1) return false
  await tx.query(
    'insert into invite_uses (user_id, code, used_at) values ($1, $2, to_timestamp($3::bigint / 1000.0))',
    [userId, code, nowMs],
  )
  return true
}

/** Makes the reusable default code, where it is missing. */
export async function ensureDefaultInvite(pool: Pool, code: string, nowMs: number): Promise<void> {
  await pool.query(
    `insert into invite_codes (code, max_uses, created_at) values ($1, null, to_timestamp($2::bigint / 1000.0))
     on conflict (code) do nothing`,
    [code, nowMs],
  )
}
