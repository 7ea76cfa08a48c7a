import type { AdminPlayer, PLAYER_SORTS, Rank } from '@casino-club/shared'
import type { DataSource, SelectQueryBuilder } from 'typeorm'
import { UserEntity, type UserRow } from './admin.entity.ts'
import { whoIsOnline } from './online.store.ts'

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

function filtered(orm: DataSource, { q, rank, createdFrom, createdTo }: PlayerFilter): SelectQueryBuilder<UserRow> {
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
  if (createdFrom) query.andWhere('account.createdAt >= :createdFrom', { createdFrom })
  if (createdTo) query.andWhere('account.createdAt < :createdTo', { createdTo })
  return query
}

const toPlayer = (user: UserRow, online: ReadonlySet<number>): AdminPlayer => ({
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
  online: online.has(user.id),
})

async function toPlayers(orm: DataSource, users: readonly UserRow[]): Promise<AdminPlayer[]> {
  const online = await whoIsOnline(
    orm,
    users.map(({ id }) => id),
  )
  return users.map((user) => toPlayer(user, online))
}

/** A page of players, and how many fit the filter. */
export async function findPlayers(
  orm: DataSource,
  page: PlayerPage,
): Promise<{ players: AdminPlayer[]; total: number }> {
  const sorted = filtered(orm, page).orderBy(
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
  return { players: await toPlayers(orm, users), total }
}

export async function findPlayer(orm: DataSource, userId: number) {
  const user = await filtered(orm, {}).andWhere('account.id = :userId', { userId }).getOne()
  if (user === null) return undefined
  const [player] = await toPlayers(orm, [user])
  return player && { ...player, email: user.email, phoneNumber: user.phoneNumber }
}

const EXPORT_CHUNK = 1_000

/** Every player that fits the filter, in order of id, read in chunks so that the memory stays small. */
export async function* eachPlayer(orm: DataSource, filter: PlayerFilter): AsyncIterable<AdminPlayer> {
  for (let after = 0; ; ) {
    const users = await filtered(orm, filter)
      .andWhere('account.id > :after', { after })
      .orderBy('account.id')
      .limit(EXPORT_CHUNK)
      .getMany()
    yield* await toPlayers(orm, users)
    const last = users.at(-1)
    if (last === undefined || users.length < EXPORT_CHUNK) return
    after = last.id
  }
}
