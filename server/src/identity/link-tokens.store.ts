import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { LinkPurpose } from './link-tokens.ts'

/** Keeps a token's hash; the one before of the same purpose is good no more. */
export async function keepToken(
  tx: Queryable,
  token: { readonly userId: number; readonly purpose: LinkPurpose; readonly hash: Buffer; readonly expiresMs: number },
): Promise<void> {
  await tx.query(
    `insert into account_tokens (user_id, purpose, token_hash, expires_at) values ($1, $2, $3, ${at('$4')})
     on conflict (user_id, purpose) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [token.userId, token.purpose, token.hash, token.expiresMs],
  )
}

/** Whose token it is, if it is good now. */
export async function findToken(
  via: Queryable,
  purpose: LinkPurpose,
  hash: Buffer,
  nowMs: number,
): Promise<number | undefined> {
  const { rows } = await via.query<{ user_id: number }>(
    `select user_id from account_tokens where token_hash = $1 and purpose = $2 and expires_at > ${at('$3')}`,
    [hash, purpose, nowMs],
  )
  return rows[0]?.user_id
}

/** Uses a token up; false when somebody else has, or it was replaced or has expired. */
export async function useToken(tx: Queryable, purpose: LinkPurpose, hash: Buffer, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from account_tokens where token_hash = $1 and purpose = $2 and expires_at > ${at('$3')}`,
    [hash, purpose, nowMs],
  )
  return rowCount === 1
}

export async function dropTokens(tx: Queryable, userId: number, purpose: LinkPurpose): Promise<void> {
  await tx.query('delete from account_tokens where user_id = $1 and purpose = $2', [userId, purpose])
}
