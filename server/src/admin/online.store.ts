import type { DataSource } from 'typeorm'
import type { Pool } from '../platform/postgres/pool.ts'

/** Players with an open room and accepted spins a second, over all processes that are alive. */
export async function onlineNow(pool: Pool): Promise<{ playersOnline: number; spinsPerSecond: number }> {
  const { rows } = await pool.query<{ players: number; spins: number }>(
    `select coalesce((select count(distinct u) from game_processes g, unnest(g.user_ids) u
         where g.heartbeat_at > now() - interval '10 seconds'), 0) as players,
       coalesce((select sum(spins_per_second) from game_processes
         where heartbeat_at > now() - interval '10 seconds'), 0)::double precision as spins`,
  )
  return { playersOnline: rows[0]?.players ?? 0, spinsPerSecond: rows[0]?.spins ?? 0 }
}

export async function countPlayers(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ total: number }>('select count(*) as total from players')
  return rows[0]?.total ?? 0
}

/** Those of the given players who have an open room somewhere. */
export async function whoIsOnline(orm: DataSource, userIds: readonly number[]): Promise<Set<number>> {
  const rows: { user_id: string }[] = await orm.query(
    `select distinct u as user_id from game_processes g, unnest(g.user_ids) u
     where g.heartbeat_at > now() - interval '10 seconds' and u = any ($1)`,
    [userIds],
  )
  return new Set(rows.map((row) => Number(row.user_id)))
}
