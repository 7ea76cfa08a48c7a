import type { AdminPlayer, PLAYER_SORTS, PLAYER_STATES, Rank } from '@casino-club/shared'
import type { DataSource, SelectQueryBuilder } from 'typeorm'
import { UserEntity, type UserRow } from './admin.entity.ts'
import { whenSeen, whoIsBanned, whoIsOnline } from './online.store.ts'

export interface PlayerFilter {
  readonly q?: string | undefined
  readonly rank?: Rank | undefined
  readonly state?: (typeof PLAYER_STATES)[number] | undefined
  readonly seenFrom?: string | undefined
  readonly seenTo?: string | undefined
  readonly createdFrom?: string | undefined
  readonly createdTo?: string | undefined
}

export interface PlayerPage extends PlayerFilter {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly sort: (typeof PLAYER_SORTS)[number]
}

const ORDER: Record<PlayerPage['sort'], string> = {
  id: 'account.id',
  siteId: 'LOWER(account.siteId)',
  nickname: 'LOWER(account.nickname)',
  rank: `ARRAY_POSITION(ARRAY['STANDARD', 'PREMIUM', 'VIP'], account.rank)`,
  coins: 'player.coins',
  gems: 'player.gems',
  tickets: 'player.tickets',
  createdAt: 'account.createdAt',
  lastLoginAt: 'account.lastLoginAt',
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (found) => `\\${found}`)

const BANNED = `EXISTS (SELECT 1 FROM user_bans ban WHERE ban.user_id = account.id AND ban.lifted_at IS NULL
  AND (ban.until IS NULL OR ban.until > :now))`
const MERGED = `player.state ->> 'mergedInto' IS NOT NULL`
/** A ban says more than a merge: of both, the account is called banned. */
const STATES: Record<(typeof PLAYER_STATES)[number], string> = {
  BANNED,
  MERGED: `NOT ${BANNED} AND ${MERGED}`,
  ACTIVE: `NOT ${BANNED} AND NOT (${MERGED})`,
}
const seenSince = (name: string) => `(account.lastLoginAt >= :${name} OR EXISTS (SELECT 1 FROM sessions used
  WHERE used.user_id = account.id AND used.last_used_at >= :${name}))`

function filtered(orm: DataSource, filter: PlayerFilter, nowMs: number): SelectQueryBuilder<UserRow> {
  const { q, rank, state, seenFrom, seenTo, createdFrom, createdTo } = filter
  const query = orm
    .getRepository(UserEntity)
    .createQueryBuilder('account')
    .innerJoinAndSelect('account.player', 'player')
  if (q) {
    query.andWhere('(account.siteId ILIKE :like OR account.nickname ILIKE :like OR CAST(account.id AS text) = :q)', {
      like: `%${escapeLike(q)}%`,
      q,
    })
  }
  if (rank) query.andWhere('account.rank = :rank', { rank })
  if (state) query.andWhere(STATES[state], { now: new Date(nowMs) })
  if (seenFrom) query.andWhere(seenSince('seenFrom'), { seenFrom })
  if (seenTo) query.andWhere(`NOT ${seenSince('seenTo')}`, { seenTo })
  if (createdFrom) query.andWhere('account.createdAt >= :createdFrom', { createdFrom })
  if (createdTo) query.andWhere('account.createdAt < :createdTo', { createdTo })
  return query
}

interface Known {
  readonly online: ReadonlySet<number>
  readonly banned: ReadonlySet<number>
  readonly seen: ReadonlyMap<number, Date>
}

function lastSeen({ id, lastLoginAt }: UserRow, { seen }: Known): string | null {
  const times = [lastLoginAt, seen.get(id)].flatMap((at) => at?.getTime() ?? [])
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}

function stateOf({ id, player }: UserRow, { banned }: Known): AdminPlayer['state'] {
  if (banned.has(id)) return 'BANNED'
  return player.state.mergedInto === undefined ? 'ACTIVE' : 'MERGED'
}

const toPlayer = (user: UserRow, known: Known): AdminPlayer => ({
  id: user.id,
  siteId: user.siteId,
  nickname: user.nickname,
  rank: user.rank,
  coins: user.player.coins,
  gems: user.player.gems,
  tickets: user.player.tickets,
  streak: user.player.state.games?.slot?.streak ?? 0,
  version: user.player.version,
  createdAt: user.createdAt.toISOString(),
  lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
  lastSeenAt: lastSeen(user, known),
  state: stateOf(user, known),
  mergedInto: user.player.state.mergedInto ?? null,
  online: known.online.has(user.id),
})

async function toPlayers(orm: DataSource, users: readonly UserRow[], nowMs: number): Promise<AdminPlayer[]> {
  const ids = users.map(({ id }) => id)
  const known = {
    online: await whoIsOnline(orm, ids),
    banned: await whoIsBanned(orm, ids, nowMs),
    seen: await whenSeen(orm, ids),
  }
  return users.map((user) => toPlayer(user, known))
}

/** A page of players, and how many fit the filter. */
export async function findPlayers(
  orm: DataSource,
  page: PlayerPage,
  nowMs: number,
): Promise<{ players: AdminPlayer[]; total: number }> {
  const sorted = filtered(orm, page, nowMs).orderBy(
    ORDER[page.sort],
    page.ascending ? 'ASC' : 'DESC',
    page.ascending ? 'NULLS FIRST' : 'NULLS LAST',
  )
  // Naming a column again would set its direction anew.
  if (page.sort !== 'id') sorted.addOrderBy('account.id')
  const [users, total] = await sorted
    .offset((page.page - 1) * page.perPage)
    .limit(page.perPage)
    .getManyAndCount()
  return { players: await toPlayers(orm, users, nowMs), total }
}

export async function findPlayer(orm: DataSource, userId: number, nowMs: number) {
  const user = await filtered(orm, {}, nowMs).andWhere('account.id = :userId', { userId }).getOne()
  if (user === null) return undefined
  const [player] = await toPlayers(orm, [user], nowMs)
  return player && { ...player, email: user.email, phoneNumber: user.phoneNumber }
}

const EXPORT_CHUNK = 1_000

/** Every player that fits the filter, in order of id, read in chunks so that the memory stays small. */
export async function* eachPlayer(orm: DataSource, filter: PlayerFilter, nowMs: number): AsyncIterable<AdminPlayer> {
  for (let after = 0; ; ) {
    const users = await filtered(orm, filter, nowMs)
      .andWhere('account.id > :after', { after })
      .orderBy('account.id')
      .limit(EXPORT_CHUNK)
      .getMany()
    yield* await toPlayers(orm, users, nowMs)
    const last = users.at(-1)
    if (last === undefined || users.length < EXPORT_CHUNK) return
    after = last.id
  }
}
