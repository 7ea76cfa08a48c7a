import type { AdminMission, AdminMissionDetail, MissionBody, MissionPeriod, MissionVersion } from '@casino-club/shared'
import type { DraftStore } from '../admin/index.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Drafts and versions of missions, or of achievements, which stand among them under ids that no mission has. */
export const missionDrafts = <Body>(
  kind: 'mission' | 'achievement',
): DraftStore<{ readonly period: string }, Body, { readonly revision: number }> => ({
  async insert(tx, id, { period }, nowMs) {
    const { rowCount } = await tx.query(
      `insert into missions (id, period, kind, revision, created_at, changed_at)
       values ($1, $2, $3, 1, ${at('$4')}, ${at('$4')}) on conflict do nothing`,
      [id, period, kind, nowMs],
    )
    return rowCount === 1
  },
  async lock(tx, id) {
    const { rows } = await tx.query<{ revision: number }>(
      'select revision from missions where id = $1 and kind = $2 for no key update',
      [id, kind],
    )
    return rows[0]
  },
  async countRevision(tx, id, nowMs) {
    await tx.query(`update missions set revision = revision + 1, changed_at = ${at('$2')} where id = $1`, [id, nowMs])
  },
  async findDraft(tx, id) {
    const { rows } = await tx.query<{ version: number; body: Body }>(
      `select version, body from mission_versions where mission = $1 and status = 'draft'`,
      [id],
    )
    return rows[0]
  },
  async writeDraft(tx, id, body, nowMs) {
    const { rows } = await tx.query<{ version: number }>(
      `insert into mission_versions (mission, version, status, body, created_at, changed_at)
       select $1, coalesce(max(version), 0) + 1, 'draft', $2, ${at('$3')}, ${at('$3')}
       from mission_versions where mission = $1
       on conflict (mission) where status = 'draft' do update set body = excluded.body, changed_at = excluded.changed_at
       returning version`,
      [id, JSON.stringify(body), nowMs],
    )
    return rows[0]?.version ?? 0
  },
  // Versions follow each other in time, whatever the clocks of processes say.
  async publishDraft(tx, id, _, nowMs) {
    await tx.query(
      `update mission_versions v set status = 'published', changed_at = at.moment, published_at = at.moment
       from (select greatest(${at('$2')}, max(published_at) + interval '1 millisecond') as moment
         from mission_versions where mission = $1) as at
       where v.mission = $1 and v.status = 'draft'`,
      [id, nowMs],
    )
  },
})

/** Those of these missions that were published. */
export async function findPublished(via: Queryable, missions: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await via.query<{ mission: string }>(
    `select distinct mission from mission_versions where mission = any($1::text[]) and status = 'published'`,
    [missions],
  )
  return new Set(rows.map(({ mission }) => mission))
}

/** A week, and a day more for its zone. */
const LONGEST_WINDOW_DAYS = 8

/**
 * Items that are or may still be owed: those of every version of an achievement, which is paid without an end, and of a
 * mission's versions by which a window that is still open may have begun.
 */
export async function findMissionItems(tx: Queryable, nowMs: number): Promise<string[]> {
  const { rows } = await tx.query<{ item: string }>(
    `select distinct reward ->> 'item' as item from (
       select m.kind, v.body, v.enabled,
         lead(v.published_at, 1, 'infinity') over (partition by v.mission order by v.version) as until
       from mission_versions v join missions m on m.id = v.mission where v.status = 'published') as held
     cross join lateral json_array_elements(held.body -> 'rewards') as reward
     where held.enabled and reward ->> 'type' = 'ITEM'
       and (held.kind = 'achievement' or held.until > $1::timestamptz - interval '${LONGEST_WINDOW_DAYS} days')`,
    [new Date(nowMs)],
  )
  return rows.map(({ item }) => item)
}

interface MissionRow {
  id: string
  period: MissionPeriod
  revision: number
  body: MissionBody
  live_version: number | null
  draft_version: number | null
  changed_at: Date
}

const toMission = (row: MissionRow): AdminMission => ({
  id: row.id,
  period: row.period,
  revision: row.revision,
  body: row.body,
  liveVersion: row.live_version,
  draftVersion: row.draft_version,
  changedAt: row.changed_at.toISOString(),
})

const MISSION_SQL = `
select m.id, m.period, m.revision, m.changed_at, coalesce(live.body, draft.body) as body, live.version as live_version,
  draft.version as draft_version
from missions m
left join lateral (select version, body from mission_versions v where v.mission = m.id and status = 'published'
  order by version desc limit 1) as live on true
left join mission_versions draft on draft.mission = m.id and draft.status = 'draft'`

export interface MissionPage {
  readonly period?: MissionPeriod | undefined
  readonly segment?: string | undefined
  readonly sort: 'id' | 'period' | 'changedAt'
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

const COLUMNS = { id: 'x.id', period: 'x.period', changedAt: 'x.changed_at' } as const

/** A page of missions, and how many fit the filter. */
export async function findMissions(
  via: Queryable,
  { period, segment, sort, ascending, page, perPage }: MissionPage,
): Promise<{ missions: AdminMission[]; total: number }> {
  const fits = `x.period = coalesce($1, x.period) and ($2::text is null or x.body::jsonb -> 'segments' ? $2)`
  const from = `from (${MISSION_SQL} where m.kind = 'mission') x where ${fits}`
  const filter = [period ?? null, segment ?? null]
  const counted = await via.query<{ total: number }>(`select count(*) as total ${from}`, filter)
  const { rows } = await via.query<MissionRow>(
    `select x.* ${from} order by ${COLUMNS[sort]} ${ascending ? 'asc' : 'desc'}, x.id limit $3 offset $4`,
    [...filter, perPage, (page - 1) * perPage],
  )
  return { missions: rows.map(toMission), total: counted.rows[0]?.total ?? 0 }
}

interface VersionRow {
  version: number
  status: MissionVersion['status']
  body: MissionBody
  changed_at: Date
  published_at: Date | null
}

const WINDOWS_SHOWN = 14

/** A mission with its versions, and how it went in its last windows, newest first. */
export async function findMission(via: Queryable, id: string): Promise<AdminMissionDetail | undefined> {
  const [mission, versions, windows] = [
    await via.query<MissionRow>(`${MISSION_SQL} where m.id = $1 and m.kind = 'mission'`, [id]),
    await via.query<VersionRow>(
      `select version, status, body, changed_at, published_at from mission_versions where mission = $1
       order by version desc`,
      [id],
    ),
    await via.query<AdminMissionDetail['windows'][number]>(
      `select to_char(began, 'YYYY-MM-DD') as began, count(*) as players, count(done_at) as done,
         count(claimed_seq) as claimed
       from mission_progress where mission = $1 group by mission_progress.began
       order by mission_progress.began desc limit ${WINDOWS_SHOWN}`,
      [id],
    ),
  ]
  const [row] = mission.rows
  return (
    row && {
      ...toMission(row),
      windows: windows.rows,
      versions: versions.rows.map(({ changed_at, published_at, ...version }) => ({
        ...version,
        changedAt: changed_at.toISOString(),
        publishedAt: published_at?.toISOString() ?? null,
      })),
    }
  )
}
