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

/** Those of the given players who are banned at this time. */
export async function whoIsBanned(orm: DataSource, userIds: readonly number[], nowMs: number): Promise<Set<number>> {
  const rows: { user_id: string }[] = await orm.query(
    `select distinct user_id from user_bans
     where user_id = any ($1) and lifted_at is null and (until is null or until > $2)`,
    [userIds, new Date(nowMs)],
  )
  return new Set(rows.map((row) => Number(row.user_id)))
}

/** When the given players last kept a session up. */
export async function whenSeen(orm: DataSource, userIds: readonly number[]): Promise<Map<number, Date>> {
  const rows: { user_id: string; seen_at: Date }[] = await orm.query(
    'select user_id, max(last_used_at) as seen_at from sessions where user_id = any ($1) group by user_id',
    [userIds],
  )
  return new Map(rows.map((row) => [Number(row.user_id), row.seen_at]))
}
