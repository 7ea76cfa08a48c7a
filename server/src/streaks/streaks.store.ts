import type { StreakCalendar } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/** A day of a streak. */
export interface StreakRow {
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly zone: string
  readonly kind: 'ticked' | 'shielded'
  readonly count: number
}

/** Writes days of a streak under their event; gives how many of them were not there. */
export async function insertStreakDays(
  tx: Queryable,
  { userId, seq }: Pick<EventPosition, 'userId' | 'seq'>,
  rows: readonly StreakRow[],
): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'streak-days',
    text: `insert into streak_days (user_id, local_date, zone, kind, count, seq)
      select $1, d.day, d.zone, d.kind, d.count, $2
      from unnest($3::date[], $4::text[], $5::text[], $6::integer[]) as d(day, zone, kind, count) on conflict do nothing`,
    values: [
      ...[userId, seq, rows.map(({ day }) => day), rows.map(({ zone }) => zone)],
      ...[rows.map(({ kind }) => kind), rows.map(({ count }) => count)],
    ],
  })
  return rowCount ?? 0
}

/** The days of a month (`YYYY-MM`) with something in them; a day of attendance that was not ticked is a visit. */
export async function findMonth(via: Queryable, userId: number, month: string): Promise<StreakCalendar['days']> {
  const { rows } = await via.query<StreakCalendar['days'][number] & Record<string, unknown>>({
    name: 'streak-month',
    text: `with span as (select $2::date as first, ($2::date + interval '1 month')::date as past)
      select coalesce(s.local_date, a.local_date)::text as day, coalesce(s.kind, 'visited') as kind,
        coalesce(s.count, 0) as count
      from (select d.* from streak_days d, span where user_id = $1 and local_date >= first and local_date < past) s
      full join (select d.* from attendance_days d, span where user_id = $1 and local_date >= first and local_date < past) a
        on a.local_date = s.local_date
      order by 1`,
    values: [userId, `${month}-01`],
  })
  return rows
}
