import type { MissionBody, MissionPeriod } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'
import { meantFor } from '../segments/index.ts'

/** A mission in one of its windows, as it stands for a player; without progress it has not begun for him. */
export interface Standing {
  readonly mission: string
  readonly period: MissionPeriod
  readonly version: number
  readonly body: MissionBody
  readonly began: string
  readonly progress: number
  readonly done: boolean
  readonly claimed: boolean
}

interface StandingRow {
  mission: string
  period: MissionPeriod
  version: number
  body: MissionBody
  began: string
  progress: number | null
  done: boolean
  claimed: boolean
}

export interface Windows {
  readonly userId: number
  /** The first days of the windows that are open now. */
  readonly day: string
  readonly monday: string
  readonly nowMs: number
}

/** Whom a version of a mission `f` is for. */
const SEGMENTS = `array(select json_array_elements_text(f.body -> 'segments'))`

/** Who has begun sees the version he began with, whatever was published since; everybody else what is in force for him. */
const STANDING_SQL = `
select m.id as mission, m.period, v.version, v.body, to_char(w.began, 'YYYY-MM-DD') as began, p.progress,
  p.done_at is not null as done, p.claimed_seq is not null as claimed
from missions m
cross join lateral (select case m.period when 'daily' then $2::date else $3::date end as began) as w
left join mission_progress p on p.user_id = $1 and p.began = w.began and p.mission = m.id
join lateral (select version, body, enabled, ${SEGMENTS} as segments from mission_versions f
  where f.mission = m.id and f.status = 'published' and f.published_at <= to_timestamp($4::bigint / 1000.0)
    and (p.version is null or f.version = p.version)
  order by version desc limit 1) as v on (v.enabled and ${meantFor('v.segments', '$1')}) or p.version is not null
where m.kind = 'mission' and ($5::text is null or m.id = $5)
order by (v.body ->> 'position')::integer, m.id`

const standingOf = (row: StandingRow): Standing => ({ ...row, progress: row.progress ?? 0 })

/** All missions that are open to a player, in the order in which they are shown. */
export async function findStandings(
  via: Queryable,
  { userId, day, monday, nowMs }: Windows,
  mission: string | null = null,
): Promise<Standing[]> {
  const { rows } = await via.query<StandingRow>(STANDING_SQL, [userId, day, monday, nowMs, mission])
  return rows.map(standingOf)
}

/** The period of a mission that was published; undefined: there is no such mission. */
export async function findPeriod(via: Queryable, mission: string): Promise<MissionPeriod | undefined> {
  const { rows } = await via.query<{ period: MissionPeriod }>(
    `select period from missions m where id = $1 and kind = 'mission'
       and exists (select from mission_versions v where v.mission = m.id and v.status = 'published')`,
    [mission],
  )
  return rows[0]?.period
}

/** In the transaction of the rewards: they are taken now. False when they were taken before, or it is not done. */
export async function settleClaim(
  tx: Queryable,
  { mission, began }: { readonly mission: string; readonly began: string },
  at: EventPosition,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update mission_progress set claimed_seq = $4
     where user_id = $1 and began = $2 and mission = $3 and done_at is not null and claimed_seq is null`,
    [at.userId, began, mission, at.seq],
  )
  return rowCount === 1
}
