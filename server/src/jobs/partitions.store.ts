import type { Queryable } from '../platform/postgres/pool.ts'

/** This month of actions and the next two: a job that misses some weeks does no harm. */
const ACTION_MONTHS = 3

/** Events of notifications are kept for as long as notifications are; the database keeps them for 60 days, whoever asks. */
const NOTIFICATION_EVENT_DAYS = 120

/** Makes the partitions of so many days from this one on, where they are missing, and of actions; gives how many it made. */
export async function makePartitions(via: Queryable, firstDay: string, days: number): Promise<number> {
  const { rows } = await via.query<{ made: number }>(
    `select ensure_event_partitions($1, $2) + ensure_notification_event_partitions($1, $2) + ensure_action_partitions($1, $3)
       as made`,
    [firstDay, days, ACTION_MONTHS],
  )
  return rows[0]?.made ?? 0
}

/** How many of them are missing. */
export async function countPartitionsToMake(via: Queryable, firstDay: string, days: number): Promise<number> {
  const { rows } = await via.query<{ missing: number }>(
    `select (select count(*) from generate_series(0, $2::integer - 1) as ahead,
         unnest('{player_events_,notification_events_}'::text[]) as book
       where to_regclass(book || to_char($1::date + ahead, 'YYYYMMDD')) is null)
     + (select count(*) from generate_series(0, $3::integer - 1) as ahead
       where to_regclass('user_actions_' || to_char(date_trunc('month', $1::date) + make_interval(months => ahead), 'YYYYMM')) is null)
     as missing`,
    [firstDay, days, ACTION_MONTHS],
  )
  return rows[0]?.missing ?? 0
}

/** Drops the days of notifications' events that are over, seen from a day; gives how many went. */
export async function dropPartitions(via: Queryable, today: string): Promise<number> {
  const { rows } = await via.query<{ gone: number }>(
    'select drop_notification_event_days($1::date - $2::integer) as gone',
    [today, NOTIFICATION_EVENT_DAYS],
  )
  return rows[0]?.gone ?? 0
}

/** How many of them there are. */
export async function countPartitionsToDrop(via: Queryable, today: string): Promise<number> {
  const { rows } = await via.query<{ days: number }>(
    'select count(*) as days from old_notification_event_days($1::date - $2::integer)',
    [today, NOTIFICATION_EVENT_DAYS],
  )
  return rows[0]?.days ?? 0
}

/** How many events found no partition of their day. */
export async function countEventsOutside(via: Queryable): Promise<number> {
  const { rows } = await via.query<{ outside: number }>(
    'select (select count(*) from player_events_default) + (select count(*) from notification_events_default) as outside',
  )
  return rows[0]?.outside ?? 0
}
