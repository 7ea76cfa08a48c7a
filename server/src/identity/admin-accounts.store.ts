import type { AdminRole } from '@casino-club/shared'
import type { Pool } from '../platform/postgres/pool.ts'

/** All admins, and whether each has a second factor. */
export async function findAdminAccounts(pool: Pool) {
  const { rows } = await pool.query<{
    id: number
    site_id: string
    role: AdminRole
    second_factor: boolean
    last_login_at: Date | null
  }>(
    `select a.id, a.site_id, a.role, a.last_login_at, f.confirmed_at is not null as second_factor
     from admin_users a left join second_factors f on f.admin_id = a.id order by a.id`,
  )
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    role: row.role,
    secondFactor: row.second_factor,
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
  }))
}
