import type { AdminAchievement } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Of these ids, those that are achievements in force which are had once for good. */
export async function findLasting(tx: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select m.id from missions m where m.id = any($1) and m.kind = 'achievement' and m.period = 'ever'
       and exists (select from mission_versions v where v.mission = m.id and v.status = 'published')
     for share of m`,
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Whether one of these achievements waits for another one, itself or by what it asks for; as they are in force. */
export async function waitsFor(tx: Queryable, ids: readonly string[], other: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with recursive ahead as (
       select unnest($1::text[]) as id
       union select needed.id from ahead
       cross join lateral (select body from mission_versions v where v.mission = ahead.id and v.status = 'published'
         order by version desc limit 1) as live
       cross join lateral (select json_array_elements_text(live.body -> 'requires') as id
         union all select json_array_elements_text(live.body -> 'parts')) as needed
     ) select from ahead where id = $2`,
    [ids, other],
  )
  return rowCount === 1
}

type Row = Omit<AdminAchievement, 'changedAt'> & { readonly changedAt: Date }

const ACHIEVEMENT_SQL = `
select m.id, m.period, m.revision, m.changed_at as "changedAt", coalesce(live.body, draft.body) as body,
  draft.body as draft, live.version as "liveVersion", draft.version as "draftVersion",
  (select count(*) from achievement_unlocks u where u.achievement = m.id) as unlocks
from missions m
left join lateral (select version, body from mission_versions v where v.mission = m.id and status = 'published'
  order by version desc limit 1) as live on true
left join mission_versions draft on draft.mission = m.id and draft.status = 'draft'
where m.kind = 'achievement'`

const toAchievement = (row: Row): AdminAchievement => ({ ...row, changedAt: row.changedAt.toISOString() })
const COLUMNS = { id: 'm.id', changedAt: 'm.changed_at' } as const

export interface AchievementPage {
  readonly sort: keyof typeof COLUMNS
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

/** A page of achievements, and how many there are. */
export async function findAchievements(
  via: Queryable,
  { sort, ascending, page, perPage }: AchievementPage,
): Promise<{ achievements: AdminAchievement[]; total: number }> {
  const counted = await via.query<{ total: number }>(
    `select count(*) as total from missions where kind = 'achievement'`,
  )
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${ACHIEVEMENT_SQL} order by ${COLUMNS[sort]} ${ascending ? 'asc' : 'desc'}, m.id limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  )
  return { achievements: rows.map(toAchievement), total: counted.rows[0]?.total ?? 0 }
}

export async function findAchievement(via: Queryable, id: string): Promise<AdminAchievement | undefined> {
  const { rows } = await via.query<Row & Record<string, unknown>>(`${ACHIEVEMENT_SQL} and m.id = $1`, [id])
  return rows[0] && toAchievement(rows[0])
}
