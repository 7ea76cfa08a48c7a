import type { Queryable } from '../platform/postgres/pool.ts'

export const LOGOUT = 'players.logout'
export const LOGOUT_MANY = 'players.logout-many'
/** What the entry of a whole command is about: the command itself. */
export const COMMAND_TARGET = 'command'

/** Held to the end of the transaction: the same command twice at once is done once, and then answered. */
export async function lockCommand(tx: Queryable, commandId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('players.logout-many ' || $1, 0))`, [commandId])
}

/** Which of these are players. */
export async function findKnown(tx: Queryable, userIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await tx.query<{ user_id: number }>(
    'select user_id from players where user_id = any($1::bigint[]) order by user_id',
    [userIds],
  )
  return new Set(rows.map(({ user_id }) => user_id))
}

/** The hash of what a command of this id asked for, if there was one. */
export async function findAsked(tx: Queryable, commandId: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ asked: string }>(
    `select after ->> 'asked' as asked from admin_audit_logs
     where target_type = $1 and target_id = $2 and action = $3 limit 1`,
    [COMMAND_TARGET, commandId, LOGOUT_MANY],
  )
  return rows[0]?.asked
}

/** How many sessions that command ended, by player; who was none is not in it. */
export async function findEnded(
  tx: Queryable,
  commandId: string,
  userIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await tx.query<{ user_id: number; sessions: number }>(
    `select target_id::bigint as user_id, (after ->> 'sessions')::integer as sessions from admin_audit_logs
     where target_type = 'player' and target_id = any($1::text[]) and action = $2 and after ->> 'commandId' = $3`,
    [userIds.map(String), LOGOUT, commandId],
  )
  return new Map(rows.map(({ user_id, sessions }) => [user_id, sessions]))
}
