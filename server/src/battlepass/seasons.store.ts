import type { AdminSeason, AdminSeasonDetail, PassBody, PassVersion } from '@casino-club/shared'
import type { DraftStore } from '../admin/index.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A season while nobody else changes it. */
export interface LockedSeason {
  readonly revision: number
  /** When what is in force begins; null: nothing is. */
  readonly startsAtMs: number | null
}

/** Drafts and versions of seasons. */
export const SEASON_DRAFTS: DraftStore<object, PassBody, LockedSeason> = {
  async insert(tx, id, _, nowMs) {
    const { rowCount } = await tx.query(
      `insert into pass_seasons (id, revision, created_at, changed_at) values ($1, 1, ${at('$2')}, ${at('$2')})
       on conflict do nothing`,
      [id, nowMs],
    )
    return rowCount === 1
  },
  async lock(tx, id) {
    const { rows } = await tx.query<{ revision: number; starts_at: Date | null }>(
      'select revision, starts_at from pass_seasons where id = $1 for no key update',
      [id],
    )
    const [row] = rows
    return row && { revision: row.revision, startsAtMs: row.starts_at?.getTime() ?? null }
  },
  async countRevision(tx, id, nowMs) {
    const text = `update pass_seasons set revision = revision + 1, changed_at = ${at('$2')} where id = $1`
    await tx.query(text, [id, nowMs])
  },
  async findDraft(tx, id) {
    const { rows } = await tx.query<{ version: number; body: PassBody }>(
      `select version, body from pass_versions where season = $1 and status = 'draft'`,
      [id],
    )
    return rows[0]
  },
  async writeDraft(tx, id, body, nowMs) {
    const { rows } = await tx.query<{ version: number }>(
      `insert into pass_versions (season, version, status, body, created_at, changed_at)
       select $1, coalesce(max(version), 0) + 1, 'draft', $2, ${at('$3')}, ${at('$3')} from pass_versions where season = $1
       on conflict (season) where status = 'draft' do update set body = excluded.body, changed_at = excluded.changed_at
       returning version`,
      [id, JSON.stringify(body), nowMs],
    )
    return rows[0]?.version ?? 0
  },
  // In force with its window.
  async publishDraft(tx, id, { version, body }, nowMs) {
    await tx.query(
      `update pass_versions set status = 'published', changed_at = ${at('$3')}, published_at = ${at('$3')}
       where season = $1 and version = $2`,
      [id, version, nowMs],
    )
    await tx.query('update pass_seasons set live_version = $2, starts_at = $3, ends_at = $4 where id = $1', [
      id,
      version,
      body.startsAt,
      body.endsAt,
    ])
  },
}

/** One publication after the other: each sees the windows of those before it. */
export async function lockWindows(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('pass_seasons', 0))`)
}

/** Whether another season in force runs at some moment of this one. */
export async function isTaken(tx: Queryable, id: string, { startsAt, endsAt }: PassBody): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from pass_seasons where live_version is not null and id <> $1
       and tstzrange(starts_at, ends_at) && tstzrange($2::timestamptz, $3::timestamptz) limit 1`,
    [id, startsAt, endsAt],
  )
  return rowCount === 1
}

/** Items that a season pays which is in force and not handed out yet. */
export async function findPassItems(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ item: string }>(
    `select distinct reward ->> 'item' as item
     from pass_seasons s join pass_versions v on v.season = s.id and v.version = s.live_version
     cross join lateral json_array_elements(v.body -> 'levels') as level
     cross join lateral (values (level -> 'free'), (level -> 'paid')) as track(rewards)
     cross join lateral json_array_elements(track.rewards) as reward
     where s.settled_at is null and reward ->> 'type' = 'ITEM'`,
  )
  return rows.map(({ item }) => item)
}

interface SeasonRow {
  id: string
  revision: number
  body: PassBody
  live_version: number | null
  draft_version: number | null
  settled_at: Date | null
  changed_at: Date
}

const toSeason = (row: SeasonRow): AdminSeason => ({
  id: row.id,
  revision: row.revision,
  body: row.body,
  liveVersion: row.live_version,
  draftVersion: row.draft_version,
  settledAt: row.settled_at?.toISOString() ?? null,
  changedAt: row.changed_at.toISOString(),
})

const SEASON_SQL = `
select s.id, s.revision, s.settled_at, s.changed_at, s.live_version, coalesce(live.body, draft.body) as body,
  draft.version as draft_version
from pass_seasons s
left join pass_versions live on live.season = s.id and live.version = s.live_version
left join pass_versions draft on draft.season = s.id and draft.status = 'draft'`

export interface SeasonPage {
  readonly sort: 'id' | 'startsAt' | 'changedAt'
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

const COLUMNS = { id: 's.id', startsAt: 's.starts_at', changedAt: 's.changed_at' } as const

/** A page of seasons, and how many there are. */
export async function findSeasons(
  via: Queryable,
  { sort, ascending, page, perPage }: SeasonPage,
): Promise<{ seasons: AdminSeason[]; total: number }> {
  const counted = await via.query<{ total: number }>('select count(*) as total from pass_seasons')
  const { rows } = await via.query<SeasonRow>(
    `${SEASON_SQL} order by ${COLUMNS[sort]} ${ascending ? 'asc' : 'desc'} nulls first, s.id limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  )
  return { seasons: rows.map(toSeason), total: counted.rows[0]?.total ?? 0 }
}

interface VersionRow {
  version: number
  status: PassVersion['status']
  body: PassBody
  changed_at: Date
  published_at: Date | null
}

/** A season with its versions, and how it goes. */
export async function findSeason(via: Queryable, id: string): Promise<AdminSeasonDetail | undefined> {
  const { rows } = await via.query<SeasonRow>(`${SEASON_SQL} where s.id = $1`, [id])
  const [row] = rows
  if (row === undefined) return undefined
  const versions = await via.query<VersionRow>(
    'select version, status, body, changed_at, published_at from pass_versions where season = $1 order by version desc',
    [id],
  )
  const counts = await via.query<AdminSeasonDetail['counts']>(
    `select (select count(*) from pass_progress where season = $1) as players,
       (select count(*) from pass_tracks where season = $1) as paid,
       (select count(*) from pass_claims where season = $1) as claims,
       (select count(*) from pass_coupons where season = $1) as coupons,
       (select count(used_seq) from pass_coupons where season = $1) as "couponsUsed"`,
    [id],
  )
  const [sums] = counts.rows
  return {
    ...toSeason(row),
    counts: sums ?? { players: 0, paid: 0, claims: 0, coupons: 0, couponsUsed: 0 },
    versions: versions.rows.map(({ changed_at, published_at, ...version }) => ({
      ...version,
      changedAt: changed_at.toISOString(),
      publishedAt: published_at?.toISOString() ?? null,
    })),
  }
}

/** The levels of seasons as they are in force. */
export async function findLevels(
  via: Queryable,
  seasons: readonly string[],
): Promise<ReadonlyMap<string, PassBody['levels']>> {
  const { rows } = await via.query<{ id: string; levels: PassBody['levels'] }>({
    name: 'battlepass-levels',
    text: `select s.id, v.body -> 'levels' as levels from pass_seasons s
      join pass_versions v on v.season = s.id and v.version = s.live_version where s.id = any($1)`,
    values: [seasons],
  })
  return new Map(rows.map(({ id, levels }) => [id, levels]))
}
