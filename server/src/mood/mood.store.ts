import { MOOD_LEAST_ANSWERS, type Mood } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface OwnMood {
  /** Undefined: nothing was said on this day; null: he would rather not say. */
  readonly today: Mood | null | undefined
  readonly neverAsk: boolean
}

/** What a player said on a day, `YYYY-MM-DD`. */
export async function findMood(via: Queryable, userId: number, day: string): Promise<OwnMood> {
  const { rows } = await via.query<{ answered: boolean; mood: Mood | null; never: boolean }>(
    `select a.user_id is not null as answered, a.mood, w.user_id is not null as never
     from (select $1::bigint as id) u left join mood_answers a on a.user_id = u.id and a.day = $2
     left join mood_wishes w on w.user_id = u.id`,
    [userId, day],
  )
  const [row] = rows
  return { today: row?.answered ? row.mood : undefined, neverAsk: row?.never ?? false }
}

/** Writes what was said on a day; said again, the last word counts. */
export async function writeMood(
  via: Queryable,
  { userId, day, mood, nowMs }: { userId: number; day: string; mood: Mood | null; nowMs: number },
): Promise<void> {
  await via.query(
    `insert into mood_answers (user_id, day, mood, answered_at) values ($1, $2, $3, ${at('$4')})
     on conflict (user_id, day) do update set mood = excluded.mood, answered_at = excluded.answered_at`,
    [userId, day, mood, nowMs],
  )
}

export async function writeWish(via: Queryable, userId: number, neverAsk: boolean, nowMs: number): Promise<void> {
  if (!neverAsk) await via.query('delete from mood_wishes where user_id = $1', [userId])
  else {
    await via.query(`insert into mood_wishes (user_id, since) values ($1, ${at('$2')}) on conflict do nothing`, [
      userId,
      nowMs,
    ])
  }
}

export interface MoodSums {
  readonly id: string
  readonly answers: number
  readonly good: number
  readonly fine: number
  readonly low: number
}

/** Sums of the days with enough answers that nobody is known by them. */
export async function sumMoods(via: Queryable): Promise<MoodSums[]> {
  const { rows } = await via.query<MoodSums & Record<string, unknown>>(
    `select day::text as id, count(mood) as answers, count(*) filter (where mood = 'good') as good,
       count(*) filter (where mood = 'fine') as fine, count(*) filter (where mood = 'low') as low
     from mood_answers group by day having count(mood) >= $1 order by day desc`,
    [MOOD_LEAST_ANSWERS],
  )
  return rows
}
