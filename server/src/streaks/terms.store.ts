import { type PublishedStreakTerms, type StreakTerms, streakTermsSchema } from '@casino-club/shared'
import { OneDraftStore } from '../admin/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export const streakTerms = new OneDraftStore<StreakTerms>({
  ...{ terms: 'streak_terms', revision: 'streak_revision' },
  parse: (body) => streakTermsSchema.parse(body),
})

/** What a tick is paid by now. The first version came with the table, so that there always is one. */
export async function findInForce(via: Queryable): Promise<PublishedStreakTerms> {
  const { rows } = await via.query<{ version: number; body: StreakTerms }>({
    name: 'streak-terms',
    text: `select version, body from streak_terms where status = 'published' order by version desc limit 1`,
  })
  const [row] = rows
  if (row === undefined) throw new Error('no terms of streaks are in force')
  return { ...row.body, version: row.version }
}

/** How many players have a streak of each length whose last day is not before this one. */
export async function countStreaks(via: Queryable, sinceDay: string): Promise<{ count: number; players: number }[]> {
  const { rows } = await via.query<{ count: number; players: number }>(
    `select count, count(*) as players from (
       select distinct on (user_id) count from streak_days where local_date >= $1::date order by user_id, local_date desc) last
     group by count order by count`,
    [sinceDay],
  )
  return rows
}
