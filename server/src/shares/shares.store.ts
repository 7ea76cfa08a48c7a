import type { Share } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export type SharedBody =
  | { readonly kind: 'rank'; readonly board: string; readonly period: string; readonly rank: number }
  | { readonly kind: 'prize'; readonly game: string; readonly win: number }

interface ShareRow {
  code: string
  kind: Share['kind']
  created_at: Date
  expires_at: Date
}

const toShare = ({ code, kind, created_at, expires_at }: ShareRow): Share => ({
  ...{ code, kind, path: `/s/${code}` },
  createdAt: created_at.toISOString(),
  expiresAt: expires_at.toISOString(),
})

/** Undefined: the player shares as much as one may at a time. */
export async function insertShare(
  tx: Queryable,
  it: { code: string; userId: number; body: SharedBody; nowMs: number; expiresAtMs: number; most: number },
): Promise<Share | undefined> {
  await tx.query('select from users where id = $1 for no key update', [it.userId])
  await tx.query(`delete from shares where user_id = $1 and expires_at <= ${at('$2')}`, [it.userId, it.nowMs])
  const { rows } = await tx.query<ShareRow & Record<string, unknown>>(
    `insert into shares (code, user_id, kind, body, created_at, expires_at)
     select $1, $2, $3, $4, ${at('$5')}, ${at('$6')} where (select count(*) from shares where user_id = $2) < $7
     returning code, kind, created_at, expires_at`,
    [it.code, it.userId, it.body.kind, JSON.stringify(it.body), it.nowMs, it.expiresAtMs, it.most],
  )
  return rows[0] && toShare(rows[0])
}

export async function findShares(via: Queryable, userId: number, nowMs: number): Promise<Share[]> {
  const { rows } = await via.query<ShareRow & Record<string, unknown>>(
    `select code, kind, created_at, expires_at from shares where user_id = $1 and expires_at > ${at('$2')}
     order by created_at desc, code`,
    [userId, nowMs],
  )
  return rows.map(toShare)
}

/** False: it is no link of his. */
export async function deleteShare(via: Queryable, userId: number, code: string): Promise<boolean> {
  const { rowCount } = await via.query('delete from shares where user_id = $1 and code = $2', [userId, code])
  return rowCount === 1
}

/** What a link shows at a moment, with what its player is called; undefined: nothing, also while he is shown to nobody. */
export async function findShared(via: Queryable, code: string, nowMs: number) {
  const { rows } = await via.query<{ body: SharedBody; nickname: string }>(
    `select s.body, u.nickname from shares s join users u on u.id = s.user_id
     where s.code = $1 and s.expires_at > ${at('$2')} and not is_absent_player(u.id, ${at('$2')})`,
    [code, nowMs],
  )
  return rows[0]
}

/** A play of a player that won more than it cost; undefined: there is none of this number. */
export async function findPrize(via: Queryable, userId: number, seq: number): Promise<SharedBody | undefined> {
  const { rows } = await via.query<{ game: string; win: number }>(
    'select game, win from player_events where user_id = $1 and seq = $2 and game is not null and win > bet',
    [userId, seq],
  )
  return rows[0] && { kind: 'prize', ...rows[0] }
}

/** A merged or erased account shares nothing any more. */
export async function endShares(tx: Queryable, userId: number): Promise<void> {
  await tx.query('delete from shares where user_id = $1', [userId])
}
