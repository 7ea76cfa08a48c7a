import type { AdminVipPlayer, AdminVipPlayerReply, AdminVipReply, VipStatusReply } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

interface Row {
  id: number
  nickname: string
  tier: string | null
  earned_tier: string | null
  reached_at: Date
  kept_until: Date
  noticed_at: Date | null
  falls_at: Date | null
  manual_until: Date | null
  manual_reason: string | null
  manual_by: string | null
}

const PLAYERS = `from vip_standings s join users u on u.id = s.user_id
  left join admin_users a on a.id = s.manual_by
  where ($1::text is null or s.tier = $1) and ($2::bigint is null or s.user_id = $2)`

const toPlayer = (row: Row): AdminVipPlayer => ({
  id: row.id,
  nickname: row.nickname,
  tier: row.tier,
  earned: row.earned_tier,
  reachedAt: row.earned_tier === null ? null : row.reached_at.toISOString(),
  keptUntil: row.earned_tier === null ? null : row.kept_until.toISOString(),
  notice:
    row.noticed_at && row.falls_at ? { since: row.noticed_at.toISOString(), from: row.falls_at.toISOString() } : null,
  manual: row.manual_until && {
    until: row.manual_until.toISOString(),
    reason: row.manual_reason ?? '',
    by: row.manual_by ?? '',
  },
})

export interface VipPlayerFilter {
  readonly tier?: string | undefined
  readonly userId?: number | undefined
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

/** A page of players with a standing, and how many there are. */
export async function findVipPlayers(
  via: Queryable,
  { tier, userId, ascending, page, perPage }: VipPlayerFilter,
): Promise<{ players: AdminVipPlayer[]; total: number }> {
  const values = [tier ?? null, userId ?? null]
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `select s.user_id as id, u.nickname, s.tier, s.earned_tier, s.reached_at, s.kept_until, s.noticed_at, s.falls_at,
       s.manual_until, s.manual_reason, a.site_id as manual_by
     ${PLAYERS} order by s.level ${ascending ? 'asc' : 'desc'}, s.user_id limit $3 offset $4`,
    [...values, perPage, (page - 1) * perPage],
  )
  const counted = await via.query<{ total: number }>(`select count(*) as total ${PLAYERS}`, values)
  return { players: rows.map(toPlayer), total: counted.rows[0]?.total ?? 0 }
}

interface ChangeRow {
  seq: number
  at: Date
  kind: AdminVipPlayerReply['history'][number]['kind']
  from_tier: string | null
  to_tier: string | null
  by: string | null
  reason: string | null
}

const HISTORY_SHOWN = 200

/** A player's changes, newest first. */
export async function findChanges(
  via: Queryable,
  userId: number,
  limit = HISTORY_SHOWN,
): Promise<AdminVipPlayerReply['history']> {
  const { rows } = await via.query<ChangeRow & Record<string, unknown>>(
    `select c.seq, c.at, c.kind, c.from_tier, c.to_tier, a.site_id as by, c.reason
     from vip_changes c left join admin_users a on a.id = c.admin_id
     where c.user_id = $1 order by c.seq desc limit $2`,
    [userId, limit],
  )
  return rows.map(({ at, from_tier: from, to_tier: to, ...rest }) => ({ ...rest, at: at.toISOString(), from, to }))
}

/** The same as the player himself reads it: without what an admin wrote. */
export const toOwnHistory = (history: AdminVipPlayerReply['history']): VipStatusReply['history'] =>
  history.map(({ at, kind, from, to }) => ({ at, kind, from, to }))

export async function countPlayers(via: Queryable): Promise<AdminVipReply['players']> {
  const { rows } = await via.query<AdminVipReply['players'][number] & Record<string, unknown>>(
    `select tier, count(*) as players, count(manual_until) as manual from vip_standings
     where tier is not null group by tier order by tier`,
  )
  return rows
}

export async function findNicknames(via: Queryable, userIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await via.query<{ id: number; nickname: string }>(
    'select id, nickname from users where id = any($1::bigint[])',
    [userIds],
  )
  return new Map(rows.map(({ id, nickname }) => [id, nickname]))
}

/** The tiers that players have, by what they earned or what was set for them, and how many have each. */
export async function findHeldTiers(via: Queryable): Promise<{ readonly tier: string; readonly players: number }[]> {
  const { rows } = await via.query<{ tier: string; players: number }>(
    `select held.tier, count(distinct s.user_id) as players
     from vip_standings s cross join unnest(array[s.earned_tier, s.manual_tier]) as held(tier)
     where held.tier is not null group by held.tier order by held.tier`,
  )
  return rows
}
