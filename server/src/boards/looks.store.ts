import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

const LOOKS = `hashtextextended('board-looks', 0)`

/** One process looks at a time, or fills Redis: what it takes from Postgres must not be older than what another put there. */
export async function lockLooks(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${LOOKS})`)
}

/** False: another process is at it. */
export async function tryLockLooks(tx: Queryable): Promise<boolean> {
  const { rows } = await tx.query<{ locked: boolean }>(`select pg_try_advisory_xact_lock(${LOOKS}) as locked`)
  return rows[0]?.locked ?? false
}

/** A player of whom something has changed that decides whether he is shown, and whether he is now. */
export interface Look {
  readonly id: number
  readonly userId: number
  readonly hidden: boolean
}

/** The next of them, those that have waited longest first. */
export async function findLooks(via: Queryable, nowMs: number, limit: number): Promise<Look[]> {
  const { rows } = await via.query<Look & Record<string, unknown>>(
    `select id, player as "userId", is_hidden_from_boards(player, ${at('$1')}) as hidden
     from board_looks where due_at <= ${at('$1')} order by due_at, id limit $2`,
    [nowMs, limit],
  )
  return rows
}

/** They were looked at. */
export async function endLooks(tx: Queryable, looks: readonly Look[]): Promise<void> {
  await tx.query('delete from board_looks where id = any($1::bigint[])', [looks.map(({ id }) => id)])
}
