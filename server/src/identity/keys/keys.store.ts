import type { Queryable } from '../../platform/postgres/pool.ts'

export interface SigningKeyRow {
  kid: string
  salt: Buffer
  created_at: Date
  retired_at: Date | null
}

/** Every key there ever was, the newest first. */
export async function findSigningKeys(via: Queryable): Promise<SigningKeyRow[]> {
  const { rows } = await via.query<SigningKeyRow>(
    'select kid, salt, created_at, retired_at from signing_keys order by created_at desc, kid',
  )
  return rows
}

/** Held to the end of the transaction: keys change one command at a time. */
export async function lockSigningKeys(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('signing-keys'))`)
}

export async function insertSigningKey(tx: Queryable, kid: string, salt: Buffer, nowMs: number): Promise<void> {
  await tx.query(
    'insert into signing_keys (kid, salt, created_at) values ($1, $2, to_timestamp($3::bigint / 1000.0))',
    [kid, salt, nowMs],
  )
}

export async function retireSigningKeys(tx: Queryable, kids: readonly string[], nowMs: number): Promise<void> {
  await tx.query(
    `update signing_keys set retired_at = to_timestamp($2::bigint / 1000.0)
     where kid = any($1) and retired_at is null`,
    [kids, nowMs],
  )
}
