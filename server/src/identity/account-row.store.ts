import type { Locale } from '@casino-club/shared'
import { bigintArray, textArray } from '../platform/postgres/arrays.ts'
import { prepared, type Queryable } from '../platform/postgres/pool.ts'

/** An account as its owner's changes need it. */
export interface AccountRow {
  readonly id: number
  readonly siteId: string
  readonly nickname: string
  readonly passwordHash: string
  /** False: opened by a provider, and the hash is that of a password nobody knows. */
  readonly hasPassword: boolean
  /** Proven. */
  readonly email: string | null
  readonly pendingEmail: string | null
  readonly phoneNumber: string | null
  readonly locale: Locale
  readonly nicknameChangedAtMs: number | null
  readonly deletionRequestedAtMs: number | null
}

const COLUMNS = `id, site_id as "siteId", nickname, password_hash as "passwordHash", has_password as "hasPassword", email,
  pending_email as "pendingEmail", phone_number as "phoneNumber", locale,
  (extract(epoch from nickname_changed_at) * 1000)::bigint as "nicknameChangedAtMs",
  (extract(epoch from deletion_requested_at) * 1000)::bigint as "deletionRequestedAtMs"`

/** An account that has not been erased, by its id or by the address its owner has proven. */
export async function findAccount(
  via: Queryable,
  by: { readonly id: number } | { readonly email: string },
): Promise<AccountRow | undefined> {
  const { rows } = await via.query<AccountRow>(
    `select ${COLUMNS} from users where ${'id' in by ? 'id = $1' : 'lower(email) = lower($1)'} and deleted_at is null`,
    ['id' in by ? by.id : by.email],
  )
  return rows[0]
}

/** The same, locked: the first step of every change, so that changes of one account come one after the other. */
export async function lockAccount(tx: Queryable, userId: number): Promise<AccountRow | undefined> {
  const text = `select ${COLUMNS} from users where id = $1 and deleted_at is null for update`
  const { rows } = await tx.query<AccountRow>(prepared('lock-account', text, [userId]))
  return rows[0]
}

/** An account as it was looked up at the door. */
export type SeenAccount = Pick<AccountRow, 'id' | 'passwordHash'>

/** The two conditions apart, so that each has its index; no site id is an address. */
const BY_LOGIN = `
  with names as (select name, place from unnest($1::text[]) with ordinality as i(name, place))
  select place, id, password_hash as "passwordHash" from names
    cross join lateral (select * from users where lower(site_id) = lower(name) and deleted_at is null limit 1) as u
  union all
  select place, id, password_hash as "passwordHash" from names
    cross join lateral (select * from users where lower(email) = lower(name) and deleted_at is null limit 1) as u`

/** Whose names these are at the door, each a site id or a proven address; undefined for nobody's. */
export async function findByLogin(via: Queryable, names: readonly string[]): Promise<(SeenAccount | undefined)[]> {
  const values = [textArray(names)]
  const { rows } = await via.query<SeenAccount & { place: number }>(prepared('accounts-by-login', BY_LOGIN, values))
  const found = new Map(rows.map(({ place, id, passwordHash }) => [place, { id, passwordHash }]))
  return names.map((_, index) => found.get(index + 1))
}

/** Locks those of these accounts that nobody else has locked, and gives them; none that is to be deleted. */
export async function lockFree(tx: Queryable, userIds: readonly number[]): Promise<SeenAccount[]> {
  const text = `select id, password_hash as "passwordHash" from users
    where id = any($1::bigint[]) and deleted_at is null and deletion_requested_at is null for no key update skip locked`
  const { rows } = await tx.query<SeenAccount>(prepared('lock-free', text, [bigintArray(userIds)]))
  return rows
}

/** An address that waits to be proven takes the place of the one that waited before. */
export async function setPendingEmail(tx: Queryable, userId: number, email: string): Promise<void> {
  await tx.query('update users set pending_email = $2 where id = $1', [userId, email])
}

export async function forgetPendingEmail(tx: Queryable, userId: number): Promise<void> {
  await tx.query('update users set pending_email = null where id = $1', [userId])
}

/** The address that waits is proven; a unique violation when another account has proven it before. */
export async function proveEmail(tx: Queryable, userId: number): Promise<void> {
  await tx.query('update users set email = pending_email, pending_email = null where id = $1', [userId])
}

export async function setPassword(tx: Queryable, userId: number, passwordHash: string): Promise<void> {
  await tx.query('update users set password_hash = $2, has_password = true where id = $1', [userId, passwordHash])
}

export interface ProfileColumns {
  readonly nickname?: { readonly nickname: string; readonly look: string; readonly nowMs: number } | undefined
  readonly phoneNumber?: string | null | undefined
  readonly locale?: Locale | undefined
}

/** Writes what is given and leaves the rest. */
export async function updateProfile(tx: Queryable, userId: number, change: ProfileColumns): Promise<void> {
  const { nickname, phoneNumber, locale } = change
  await tx.query(
    `update users set nickname = coalesce($2, nickname), nickname_look = coalesce($3, nickname_look),
       nickname_changed_at = coalesce(to_timestamp($4::bigint / 1000.0), nickname_changed_at),
       phone_number = case when $5 then $6 else phone_number end, locale = coalesce($7, locale)
     where id = $1`,
    [
      userId,
      nickname?.nickname ?? null,
      nickname?.look ?? null,
      nickname?.nowMs ?? null,
      phoneNumber !== undefined,
      phoneNumber ?? null,
      locale ?? null,
    ],
  )
}

export async function setDeletion(tx: Queryable, userId: number, atMs: number | null): Promise<void> {
  await tx.query('update users set deletion_requested_at = to_timestamp($2::bigint / 1000.0) where id = $1', [
    userId,
    atMs,
  ])
}
