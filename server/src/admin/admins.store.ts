import type { AdminAccount, AdminRole } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

interface AdminAccountRow extends Record<string, unknown> {
  readonly id: number
  readonly site_id: string
  readonly role: AdminRole
  readonly created_at: Date
  readonly last_login_at: Date | null
  readonly disabled_at: Date | null
  readonly second_factor: boolean
}

const toAccount = (row: AdminAccountRow): AdminAccount => ({
  id: row.id,
  siteId: row.site_id,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  lastLoginAt: row.last_login_at?.toISOString() ?? null,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  secondFactor: row.second_factor,
})

const COLUMNS = `id, site_id, role, created_at, last_login_at, disabled_at, exists (
  select from second_factors f where f.admin_id = admin_users.id and f.confirmed_at is not null) as second_factor`
const ORDER = {
  id: 'id',
  siteId: 'lower(site_id)',
  role: `array_position(array['viewer', 'support', 'operator', 'owner'], role)`,
  lastLoginAt: 'last_login_at',
} as const

export interface AdminPage {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly sort: keyof typeof ORDER
  readonly role?: AdminRole | undefined
}

/** A page of admins, and how many fit. */
export async function findAdmins(
  via: Queryable,
  { page, perPage, ascending, sort, role }: AdminPage,
): Promise<{ admins: AdminAccount[]; total: number }> {
  const direction = ascending ? 'asc nulls first' : 'desc nulls last'
  const { rows } = await via.query<AdminAccountRow & { total: number }>(
    `select ${COLUMNS}, count(*) over ()::integer as total from admin_users
     where $1::text is null or role = $1 order by ${ORDER[sort]} ${direction}, id limit $2 offset $3`,
    [role ?? null, perPage, (page - 1) * perPage],
  )
  return { admins: rows.map(toAccount), total: rows[0]?.total ?? 0 }
}

/** Inserts an admin; a name that is taken, in whatever case, gives undefined. */
export async function insertAdmin(
  tx: Queryable,
  { siteId, role, passwordHash, nowMs }: { siteId: string; role: AdminRole; passwordHash: string; nowMs: number },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into admin_users (site_id, password_hash, role, created_at)
     values ($1, $2, $3, to_timestamp($4::bigint / 1000.0)) on conflict (lower(site_id)) do nothing returning id`,
    [siteId, passwordHash, role, nowMs],
  )
  return rows[0]?.id
}

/** An admin and whether he is the last owner who can log in. All owners are kept, so that two cannot demote each other. */
export async function lockAdmin(
  tx: Queryable,
  adminId: number,
): Promise<{ admin: AdminAccount; lastOwner: boolean } | undefined> {
  const { rows } = await tx.query<AdminAccountRow>(
    `select ${COLUMNS} from admin_users where id = $1 or role = 'owner' order by id for update`,
    [adminId],
  )
  const accounts = rows.map(toAccount)
  const admin = accounts.find(({ id }) => id === adminId)
  if (admin === undefined) return undefined
  const owners = accounts.filter(({ role, disabledAt }) => role === 'owner' && disabledAt === null)
  return { admin, lastOwner: owners.length === 1 && owners[0]?.id === adminId }
}

export interface AdminChange {
  readonly role?: AdminRole | undefined
  readonly disabled?: boolean | undefined
  readonly passwordHash?: string | undefined
}

/** Writes what is named and leaves the rest. */
export async function changeAdmin(tx: Queryable, adminId: number, change: AdminChange, nowMs: number): Promise<void> {
  await tx.query(
    `update admin_users set role = coalesce($2, role), password_hash = coalesce($3, password_hash),
       disabled_at = case $4::boolean when true then coalesce(disabled_at, to_timestamp($5::bigint / 1000.0))
         when false then null else disabled_at end
     where id = $1`,
    [adminId, change.role ?? null, change.passwordHash ?? null, change.disabled ?? null, nowMs],
  )
}
