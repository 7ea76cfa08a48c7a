import { at } from '../../platform/postgres/instant.ts'
import { prepared, type Queryable } from '../../platform/postgres/pool.ts'
import type { SessionOwner } from '../sessions.store.ts'

export interface FactorRow {
  id: number
  sealed_secret: Buffer
  confirmed: boolean
  last_step: number
  recovery_codes_left: number
}

const isOf = (owner: SessionOwner, parameter: string): string =>
  'userId' in owner ? `user_id = ${parameter}` : `admin_id = ${parameter}`
const idOf = (owner: SessionOwner): number => ('userId' in owner ? owner.userId : owner.adminId)
const tableOf = (owner: SessionOwner): string => ('userId' in owner ? 'users' : 'admin_users')

export async function findFactor(via: Queryable, owner: SessionOwner): Promise<FactorRow | undefined> {
  const text = `select f.id, f.sealed_secret, f.confirmed_at is not null as confirmed, f.last_step,
      (select count(*) from recovery_codes c where c.factor_id = f.id and c.used_at is null) as recovery_codes_left
    from second_factors f where ${isOf(owner, '$1')}`
  const { rows } = await via.query<FactorRow>(prepared(`factor-of-${tableOf(owner)}`, text, [idOf(owner)]))
  return rows[0]
}

/** Puts a new secret that is still to be confirmed; false where a confirmed one stands. */
export async function putUnconfirmed(
  tx: Queryable,
  owner: SessionOwner,
  sealedSecret: Buffer,
  nowMs: number,
): Promise<boolean> {
  const column = 'userId' in owner ? 'user_id' : 'admin_id'
  const { rowCount } = await tx.query(
    `insert into second_factors as f (${column}, sealed_secret, created_at) values ($1, $2, ${at('$3')})
     on conflict (${column}) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
     where f.confirmed_at is null`,
    [idOf(owner), sealedSecret, nowMs],
  )
  return rowCount === 1
}

/** Confirms with the step of the first code; false when somebody else did, or put another secret. */
export async function confirmFactor(
  tx: Queryable,
  { id, sealed_secret }: FactorRow,
  step: number,
  nowMs: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update second_factors set confirmed_at = ${at('$4')}, last_step = $3
     where id = $1 and sealed_secret = $2 and confirmed_at is null`,
    [id, sealed_secret, step, nowMs],
  )
  return rowCount === 1
}

/** Takes a step; false when it, or a later one, was taken already. */
export async function takeStep(via: Queryable, factorId: number, step: number): Promise<boolean> {
  const { rowCount } = await via.query('update second_factors set last_step = $2 where id = $1 and last_step < $2', [
    factorId,
    step,
  ])
  return rowCount === 1
}

export async function reseal(via: Queryable, { id, sealed_secret }: FactorRow, anew: Buffer): Promise<void> {
  await via.query('update second_factors set sealed_secret = $3 where id = $1 and sealed_secret = $2', [
    id,
    sealed_secret,
    anew,
  ])
}

export async function takeRecoveryCode(
  via: Queryable,
  factorId: number,
  hash: Buffer,
  nowMs: number,
): Promise<boolean> {
  const { rowCount } = await via.query(
    `update recovery_codes set used_at = ${at('$3')}
     where factor_id = $1 and code_hash = $2 and used_at is null`,
    [factorId, hash, nowMs],
  )
  return rowCount === 1
}

/** The codes before are good no more, nor are those of somebody who replaces them at the same time. */
export async function replaceRecoveryCodes(tx: Queryable, factorId: number, hashes: readonly Buffer[]): Promise<void> {
  await tx.query('select from second_factors where id = $1 for update', [factorId])
  await tx.query('delete from recovery_codes where factor_id = $1', [factorId])
  await tx.query('insert into recovery_codes (factor_id, code_hash) select $1, unnest($2::bytea[])', [factorId, hashes])
}

export async function deleteFactor(tx: Queryable, owner: SessionOwner): Promise<boolean> {
  const { rowCount } = await tx.query(`delete from second_factors where ${isOf(owner, '$1')}`, [idOf(owner)])
  return rowCount === 1
}

/** The name and the password's hash of an account. */
export async function findSecrets(
  via: Queryable,
  owner: SessionOwner,
): Promise<{ site_id: string; password_hash: string | null } | undefined> {
  const { rows } = await via.query<{ site_id: string; password_hash: string | null }>(
    `select site_id, password_hash from ${tableOf(owner)} where id = $1`,
    [idOf(owner)],
  )
  return rows[0]
}

export async function insertChallenge(
  tx: Queryable,
  hash: Buffer,
  owner: SessionOwner,
  nowMs: number,
  expiresMs: number,
): Promise<void> {
  const column = 'userId' in owner ? 'user_id' : 'admin_id'
  await tx.query(
    `insert into login_challenges (token_hash, ${column}, created_at, expires_at)
     values ($1, $2, ${at('$3')}, ${at('$4')})`,
    [hash, idOf(owner), nowMs, expiresMs],
  )
}

/** Whose log-in waits under this challenge, if it still does. */
export async function findChallenge(via: Queryable, hash: Buffer, nowMs: number): Promise<SessionOwner | undefined> {
  const { rows } = await via.query<{ user_id: number | null; admin_id: number | null }>(
    `select user_id, admin_id from login_challenges where token_hash = $1 and expires_at > ${at('$2')}`,
    [hash, nowMs],
  )
  const row = rows[0]
  if (row?.user_id != null) return { userId: row.user_id }
  return row?.admin_id != null ? { adminId: row.admin_id } : undefined
}

/** Ends the log-ins of an account that wait for their second step. */
export async function deleteChallenges(tx: Queryable, owner: SessionOwner): Promise<void> {
  await tx.query(`delete from login_challenges where ${isOf(owner, '$1')}`, [idOf(owner)])
}

/** The same for all these players. */
export async function deleteChallengesOf(tx: Queryable, userIds: readonly number[]): Promise<void> {
  await tx.query('delete from login_challenges where user_id = any($1::bigint[])', [userIds])
}

/** Ends a challenge; false when it was ended already. */
export async function takeChallenge(tx: Queryable, hash: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('delete from login_challenges where token_hash = $1', [hash])
  return rowCount === 1
}
