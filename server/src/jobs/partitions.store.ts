import type { Queryable } from '../platform/postgres/pool.ts'

/** Makes the partitions of so many days from this one on, where they are missing; gives how many it made. */
export async function makePartitions(via: Queryable, firstDay: string, days: number): Promise<number> {
  const { rows } = await via.query<{ made: number }>('select ensure_event_partitions($1, $2) as made', [firstDay, days])
  return rows[0]?.made ?? 0
}

/** How many of them are missing. */
export async function countPartitionsToMake(via: Queryable, firstDay: string, days: number): Promise<number> {
  const { rows } = await via.query<{ missing: number }>(
    `select count(*) as missing from generate_series(0, $2::integer - 1) as ahead
     where to_regclass('player_events_' || to_char($1::date + ahead, 'YYYYMMDD')) is null`,
    [firstDay, days],
  )
  return rows[0]?.missing ?? 0
}

/** How many events found no partition of their day. */
export async function countEventsOutside(via: Queryable): Promise<number> {
  const { rows } = await via.query<{ outside: number }>('select count(*) as outside from player_events_default')
  return rows[0]?.outside ?? 0
}
