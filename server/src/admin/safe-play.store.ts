import type { LimitId, SafeChange, SafePlayer, SafePlayState } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface SafePlayerFilter {
  readonly state?: SafePlayState | undefined
  readonly q?: string | undefined
}

interface SafePlayerRow extends Record<string, unknown> {
  id: number
  site_id: string
  nickname: string
  limits: SafePlayer['limits']
  pending: SafePlayer['pending']
  paused_until: Date | null
  excluded_at: Date | null
  excluded_ms: number | null
  reality_check_minutes: number | null
  changed_at: Date
}

const FITS = `
from safe_play_players s join users u on u.id = s.user_id
where ($1::text is null or u.site_id ilike $2 or u.nickname ilike $2 or u.id::text = $1)
  and case $3::text
    when 'PAUSED' then s.paused_until > to_timestamp($4::bigint / 1000.0)
    when 'EXCLUDED' then s.excluded_at is not null
    when 'LIMITED' then s.limits::text <> '{}'
    when 'PENDING' then s.pending::text <> '[]'
    else true
  end`

const COLUMNS = `u.id, u.site_id, u.nickname, s.limits, s.pending, s.paused_until, s.excluded_at,
  case when s.excluded_until < 'infinity' then round(extract(epoch from s.excluded_until) * 1000)::bigint end as excluded_ms,
  s.reality_check_minutes, s.changed_at`

const likeOf = (q: string | undefined): string => `%${(q ?? '').replace(/[\\%_]/g, (found) => `\\${found}`)}%`
const fits = ({ q, state }: SafePlayerFilter, nowMs: number) => [q || null, likeOf(q), state ?? null, nowMs]

const toPlayer = (row: SafePlayerRow, nowMs: number): SafePlayer => ({
  id: row.id,
  siteId: row.site_id,
  nickname: row.nickname,
  limits: row.limits as Partial<Record<LimitId, number>>,
  pending: row.pending,
  pausedUntil: row.paused_until && row.paused_until.getTime() > nowMs ? row.paused_until.toISOString() : null,
  excludedSince: row.excluded_at?.toISOString() ?? null,
  excludedUntil: row.excluded_ms === null ? null : new Date(row.excluded_ms).toISOString(),
  realityCheckMinutes: row.reality_check_minutes,
  changedAt: row.changed_at.toISOString(),
})

/** A page of the players who have decided something about their play, the latest change first. */
export async function findSafePlayers(
  via: Queryable,
  filter: SafePlayerFilter & { readonly page: number; readonly perPage: number; readonly ascending: boolean },
  nowMs: number,
): Promise<{ players: SafePlayer[]; total: number }> {
  const values = fits(filter, nowMs)
  const counted = await via.query<{ total: number }>(`select count(*) as total ${FITS}`, values)
  const order = filter.ascending ? 'asc' : 'desc'
  const { rows } = await via.query<SafePlayerRow>(
    `select ${COLUMNS} ${FITS} order by s.changed_at ${order}, s.user_id ${order} limit $5 offset $6`,
    [...values, filter.perPage, (filter.page - 1) * filter.perPage],
  )
  return { players: rows.map((row) => toPlayer(row, nowMs)), total: counted.rows[0]?.total ?? 0 }
}

const STEP = 1_000

/** All of them, in order of their ids, a thousand at a time. */
export async function* eachSafePlayer(
  via: Queryable,
  filter: SafePlayerFilter,
  nowMs: number,
): AsyncIterable<SafePlayer> {
  for (let after = 0; ; ) {
    const { rows } = await via.query<SafePlayerRow>(
      `select ${COLUMNS} ${FITS} and s.user_id > $5 order by s.user_id limit $6`,
      [...fits(filter, nowMs), after, STEP],
    )
    for (const row of rows) yield toPlayer(row, nowMs)
    if (rows.length < STEP) return
    after = rows.at(-1)?.id ?? after
  }
}

interface ChangeRow extends Record<string, unknown> {
  seq: number
  type: string
  asked: Record<string, unknown>
  admin: string | null
  reason: string | null
  changed_at: Date
}

/** A page of what was changed of a player's limits and pauses, and by whom. */
export async function findSafeChanges(
  via: Queryable,
  userId: number,
  { page, perPage, ascending }: { readonly page: number; readonly perPage: number; readonly ascending: boolean },
): Promise<{ changes: SafeChange[]; total: number }> {
  const counted = await via.query<{ total: number }>(
    'select count(*) as total from safe_play_changes where user_id = $1',
    [userId],
  )
  const { rows } = await via.query<ChangeRow>(
    `select c.seq, c.type, c.asked, a.site_id as admin, c.reason, c.changed_at
     from safe_play_changes c left join admin_users a on a.id = c.admin_id
     where c.user_id = $1 order by c.seq ${ascending ? 'asc' : 'desc'} limit $2 offset $3`,
    [userId, perPage, (page - 1) * perPage],
  )
  const changes = rows.map(({ seq, type, asked, admin, reason, changed_at }) => ({
    id: seq,
    type,
    asked,
    admin,
    reason,
    changedAt: changed_at.toISOString(),
  }))
  return { changes, total: counted.rows[0]?.total ?? 0 }
}
