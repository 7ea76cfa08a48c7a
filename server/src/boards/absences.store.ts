import type { Queryable } from '../platform/postgres/pool.ts'

/** Writes a player's wish down. */
export async function setShown(via: Queryable, userId: number, shown: boolean, nowMs: number): Promise<void> {
  if (shown) await via.query('delete from board_optouts where user_id = $1', [userId])
  else
    await via.query(
      `insert into board_optouts (user_id, since) values ($1, to_timestamp($2::bigint / 1000.0))
       on conflict (user_id) do nothing`,
      [userId, nowMs],
    )
}

export async function isPlayer(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query('select from players where user_id = $1', [userId])
  return rowCount === 1
}

/** Takes a player off all boards; false where he is off already. */
export async function insertRemoval(
  tx: Queryable,
  removal: {
    readonly userId: number
    readonly reason: string
    readonly adminId: number | null
    readonly nowMs: number
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into board_removals (user_id, reason, removed_by, removed_at)
     values ($1, $2, $3, to_timestamp($4::bigint / 1000.0)) on conflict (user_id) do nothing`,
    [removal.userId, removal.reason, removal.adminId, removal.nowMs],
  )
  return rowCount === 1
}

/** Lets a player stand on the boards again; false where he does. */
export async function deleteRemoval(tx: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await tx.query('delete from board_removals where user_id = $1', [userId])
  return rowCount === 1
}

/** Who was taken off the boards, by the time of it, and how many. */
export async function findRemovals(
  via: Queryable,
  { page, perPage, ascending }: { readonly page: number; readonly perPage: number; readonly ascending: boolean },
) {
  const { rows } = await via.query<{ id: number; nickname: string; reason: string; by: string; at: Date }>(
    `select u.id, u.nickname, r.reason, a.site_id as by, r.removed_at as at
     from board_removals r join users u on u.id = r.user_id join admin_users a on a.id = r.removed_by
     order by r.removed_at ${ascending ? 'asc' : 'desc'}, u.id offset $1 limit $2`,
    [(page - 1) * perPage, perPage],
  )
  const counted = await via.query<{ total: number }>('select count(*) as total from board_removals')
  const removals = rows.map(({ by, at, ...row }) => ({ ...row, removedBy: by, removedAt: at.toISOString() }))
  return { removals, total: counted.rows[0]?.total ?? 0 }
}
