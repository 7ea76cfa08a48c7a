import type { AdminPlayer, PLAYER_SORTS, Rank } from '@casino-club/shared'
import type { Pool } from '../platform/postgres/pool.ts'

export interface PlayerFilter {
  readonly q?: string | undefined
  readonly rank?: Rank | undefined
  readonly createdFrom?: string | undefined
  readonly createdTo?: string | undefined
}

export interface PlayerPage extends PlayerFilter {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly sort: (typeof PLAYER_SORTS)[number]
}

interface PlayerRow {
  id: number
  site_id: string
  nickname: string
  rank: Rank
  coins: number
  gems: number
  tickets: number
  streak: number
  version: number
  email: string | null
  phone_number: string | null
  created_at: Date
  last_login_at: Date | null
  online: boolean
}

const ORDER: Record<PlayerPage['sort'], string> = {
  id: 'u.id',
  siteId: 'lower(u.site_id)',
  nickname: 'lower(u.nickname)',
  rank: `array_position(array['STANDARD', 'PREMIUM', 'VIP'], u.rank)`,
  coins: 'p.coins',
  gems: 'p.gems',
  tickets: 'p.tickets',
  createdAt: 'u.created_at',
  lastLoginAt: 'u.last_login_at',
}

/** A process that has not been heard of for this long is gone, and its players with it. */
const ONLINE = `exists (select from game_processes g where u.id = any (g.user_ids)
  and g.heartbeat_at > now() - interval '10 seconds')`

const SELECT = `select u.id, u.site_id, u.nickname, u.rank, u.email, u.phone_number, u.created_at, u.last_login_at,
  p.coins, p.gems, p.tickets, p.version, coalesce((p.state ->> 'slotStreak')::integer, 0) as streak, ${ONLINE} as online
  from users u join players p on p.user_id = u.id`

const WHERE = `where ($1::text is null or u.site_id ilike $1 or u.nickname ilike $1 or u.id::text = $2)
  and ($3::text is null or u.rank = $3) and ($4::timestamptz is null or u.created_at >= $4)
  and ($5::timestamptz is null or u.created_at < $5)`

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (found) => `\\${found}`)

const valuesOf = (filter: PlayerFilter): unknown[] => [
  filter.q ? `%${escapeLike(filter.q)}%` : null,
  filter.q ?? null,
  filter.rank ?? null,
  filter.createdFrom ?? null,
  filter.createdTo ?? null,
]

const toPlayer = (row: PlayerRow): AdminPlayer => ({
  id: row.id,
  siteId: row.site_id,
  nickname: row.nickname,
  rank: row.rank,
  coins: row.coins,
  gems: row.gems,
  tickets: row.tickets,
  streak: row.streak,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  lastLoginAt: row.last_login_at?.toISOString() ?? null,
  online: row.online,
})

export async function findPlayers(pool: Pool, page: PlayerPage): Promise<{ players: AdminPlayer[]; total: number }> {
  const direction = page.ascending ? 'asc nulls first' : 'desc nulls last'
  const { rows } = await pool.query<PlayerRow>(
    `${SELECT} ${WHERE} order by ${ORDER[page.sort]} ${direction}, u.id limit $6 offset $7`,
    [...valuesOf(page), page.perPage, (page.page - 1) * page.perPage],
  )
  const count = await pool.query<{ total: number }>(
    `select count(*) as total from users u join players p on p.user_id = u.id ${WHERE}`,
    valuesOf(page),
  )
  return { players: rows.map(toPlayer), total: count.rows[0]?.total ?? 0 }
}

export async function findPlayer(pool: Pool, userId: number) {
  const { rows } = await pool.query<PlayerRow>(`${SELECT} where u.id = $1`, [userId])
  const row = rows[0]
  return row && { ...toPlayer(row), email: row.email, phoneNumber: row.phone_number }
}

const EXPORT_CHUNK = 1_000

/** Every player that fits the filter, in order of id, read in chunks so that the memory stays small. */
export async function* eachPlayer(pool: Pool, filter: PlayerFilter): AsyncIterable<AdminPlayer> {
  let after = 0
  for (;;) {
    const { rows } = await pool.query<PlayerRow>(`${SELECT} ${WHERE} and u.id > $6 order by u.id limit $7`, [
      ...valuesOf(filter),
      after,
      EXPORT_CHUNK,
    ])
    for (const row of rows) yield toPlayer(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < EXPORT_CHUNK) return
    after = last.id
  }
}
