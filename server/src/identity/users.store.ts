import type { AdminRole, Locale, Profile, Rank } from '@casino-club/shared'
import { publishOn } from '../platform/postgres/bus.ts'
import { type Pool, prepared, type Queryable } from '../platform/postgres/pool.ts'
import { deleteChallenges } from './second-factor/second-factor.store.ts'
import { inMessages, revokeSessions } from './sessions.store.ts'

export interface NewUser {
  readonly siteId: string
  readonly nickname: string
  readonly nicknameLook: string
  readonly locale: Locale
  readonly passwordHash: string
  readonly phoneNumber?: string | undefined
  /** Not proven yet. */
  readonly email?: string | undefined
}

export interface ProfileRow {
  id: number
  site_id: string
  nickname: string
  rank: Rank
  email: string | null
  pending_email: string | null
  locale: Locale
  phone_number: string | null
  coins: number
  gems: number
  tickets: number
  streak: number
  created_at: Date
  last_login_at: Date | null
}

/** Inserts a user; a name that is taken is a unique violation on the index of that name. */
export async function insertUser(tx: Queryable, user: NewUser, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into users (site_id, nickname, nickname_look, password_hash, phone_number, pending_email, locale, created_at,
       last_login_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0), to_timestamp($8::bigint / 1000.0))
     returning id`,
    [
      user.siteId,
      user.nickname,
      user.nicknameLook,
      user.passwordHash,
      user.phoneNumber ?? null,
      user.email ?? null,
      user.locale,
      nowMs,
    ],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('the new user has no id')
  return id
}

/** Of the aliases `u` of `users` and `p` of `players`. */
export const PROFILE_COLUMNS = `u.id, u.site_id, u.nickname, u.rank, u.email, u.pending_email, u.locale, u.phone_number, p.coins,
  p.gems, p.tickets, coalesce((p.state #>> '{games,slot,streak}')::integer, 0) as streak, u.created_at, u.last_login_at`

export async function findProfile(pool: Pool, userId: number): Promise<Profile | undefined> {
  const text = `select ${PROFILE_COLUMNS} from users u join players p on p.user_id = u.id where u.id = $1`
  const { rows } = await pool.query<ProfileRow>(prepared('profile', text, [userId]))
  return rows[0] && toProfile(rows[0])
}

export const toProfile = (row: ProfileRow): Profile => ({
  id: row.id,
  siteId: row.site_id,
  nickname: row.nickname,
  rank: row.rank,
  email: row.email ?? row.pending_email,
  emailVerified: row.email !== null,
  pendingEmail: row.pending_email,
  locale: row.locale,
  phoneNumber: row.phone_number,
  coins: row.coins,
  gems: row.gems,
  tickets: row.tickets,
  streak: row.streak,
  createdAt: row.created_at.toISOString(),
  lastLoginAt: row.last_login_at?.toISOString() ?? null,
})

export async function touchLogin(tx: Queryable, table: 'users' | 'admin_users', id: number, nowMs: number) {
  const text = `update ${table} set last_login_at = to_timestamp($2::bigint / 1000.0) where id = $1`
  await tx.query(prepared(`touch-${table}`, text, [id, nowMs]))
}

export interface AdminRow {
  id: number
  site_id: string
  password_hash: string
  role: AdminRole
  last_login_at: Date | null
}

/** An admin who may log in. */
export async function findAdmin(pool: Pool, by: { siteId: string } | { id: number }): Promise<AdminRow | undefined> {
  const { rows } = await pool.query<AdminRow>(
    `select id, site_id, password_hash, role, last_login_at from admin_users
     where disabled_at is null and ${'id' in by ? 'id = $1' : 'lower(site_id) = lower($1)'}`,
    ['id' in by ? by.id : by.siteId],
  )
  return rows[0]
}

/**
 * An admin who may log in, kept for the transaction: what is done to his account meanwhile waits, and what was done before
 * is seen.
 */
export async function keepAdmin(tx: Queryable, adminId: number): Promise<AdminRow | undefined> {
  const { rows } = await tx.query<AdminRow>(
    `select id, site_id, password_hash, role, last_login_at from admin_users
     where id = $1 and disabled_at is null for no key update`,
    [adminId],
  )
  return rows[0]
}

/** Sets the password of the first admin, making the account where it is missing; whoever is in by another one is put out. */
export async function upsertOwner(tx: Queryable, siteId: string, passwordHash: string, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into admin_users (site_id, password_hash, role, created_at)
     values ($1, $2, 'owner', to_timestamp($3::bigint / 1000.0))
     on conflict (lower(site_id)) do update set password_hash = excluded.password_hash returning id`,
    [siteId, passwordHash, nowMs],
  )
  return putOut(tx, rows, nowMs)
}

/** Ends an admin's sessions and log-ins half done from outside of a running club; every process of it hears of them. */
async function putOut(tx: Queryable, [admin]: readonly { id: number }[], nowMs: number): Promise<number> {
  if (admin === undefined) throw new Error('the owner has no id')
  const { id: adminId } = admin
  await deleteChallenges(tx, { adminId })
  const ids = await revokeSessions(tx, { adminId }, 'FORCED', nowMs)
  for (const sessionIds of inMessages(ids)) await publishOn(tx, 'sessions', { sessionIds })
  return adminId
}

/** Makes an owner of this name, or of the admin who has it; ends his sessions. */
export async function openOwner(
  tx: Queryable,
  siteId: string,
  passwordHash: string,
  nowMs: number,
): Promise<{ id: number; before: { role: AdminRole; disabled: boolean } | null }> {
  const { rows: known } = await tx.query<{ role: AdminRole; disabled: boolean }>(
    'select role, disabled_at is not null as disabled from admin_users where lower(site_id) = lower($1) for update',
    [siteId],
  )
  const { rows } = await tx.query<{ id: number }>(
    `insert into admin_users (site_id, password_hash, role, created_at)
     values ($1, $2, 'owner', to_timestamp($3::bigint / 1000.0))
     on conflict (lower(site_id)) do update set password_hash = excluded.password_hash, role = 'owner', disabled_at = null
     returning id`,
    [siteId, passwordHash, nowMs],
  )
  return { id: await putOut(tx, rows, nowMs), before: known[0] ?? null }
}
