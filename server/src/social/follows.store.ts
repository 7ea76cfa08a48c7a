import type { Rank } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Held until the transaction ends: of two changes between the same two players one waits for the other. */
export async function lockPair(tx: Queryable, one: number, other: number): Promise<void> {
  const key = `social:${Math.min(one, other)}:${Math.max(one, other)}`
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
}

/** Held until the transaction ends: a player's follows are counted and added to by one at a time. */
export async function lockFollower(tx: Queryable, userId: number): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`follower:${userId}`])
}

export interface Target {
  readonly followers: 'everybody' | 'followed' | 'nobody'
  /** Whether one of the two blocks the other. */
  readonly blocked: boolean
  readonly followsAsker: boolean
  readonly followed: boolean
}

/** A player as another one meets him; undefined: there is none to be seen. */
export async function findTarget(
  via: Queryable,
  asker: number,
  target: number,
  nowMs: number,
): Promise<Target | undefined> {
  const { rows } = await via.query<Target & Record<string, unknown>>(
    `select coalesce(s.followers, 'everybody') as followers, is_blocked_between($1, u.id) as blocked,
       exists (select from follows f where f.user_id = u.id and f.target_id = $1) as "followsAsker",
       exists (select from follows f where f.user_id = $1 and f.target_id = u.id) as followed
     from users u left join social_settings s on s.user_id = u.id
     where u.id = $2 and not is_absent_player(u.id, ${at('$3')})`,
    [asker, target, nowMs],
  )
  return rows[0]
}

export async function insertFollow(tx: Queryable, userId: number, targetId: number, nowMs: number): Promise<void> {
  await tx.query(
    `insert into follows (user_id, target_id, since) values ($1, $2, ${at('$3')}) on conflict do nothing`,
    [userId, targetId, nowMs],
  )
}

export async function deleteFollow(tx: Queryable, userId: number, targetId: number): Promise<void> {
  await tx.query('delete from follows where user_id = $1 and target_id = $2', [userId, targetId])
}

export async function countFollowed(tx: Queryable, userId: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>('select count(*) from follows where user_id = $1', [userId])
  return rows[0]?.count ?? 0
}

/** How many a player follows and is followed by, of those who can be seen. */
export async function countBoth(via: Queryable, userId: number, nowMs: number) {
  const { rows } = await via.query<{ following: number; followers: number }>(
    `with others as materialized (
       select target_id as id, true as followed from follows where user_id = $1
       union all select user_id, false from follows where target_id = $1
     ), absent as materialized (
       select user_id from absent_among(array(select id from others), ${at('$2')})
     )
     select count(*) filter (where followed) as following, count(*) filter (where not followed) as followers
     from others where id not in (select user_id from absent)`,
    [userId, nowMs],
  )
  return rows[0] ?? { following: 0, followers: 0 }
}

export interface SeenRow {
  readonly id: number
  readonly nickname: string
  readonly badge: Rank
  readonly following: boolean
  readonly followsYou: boolean
  readonly since: Date | null
}

const SEEN = `u.id, u.nickname, u.rank as badge,
  exists (select from follows o where o.user_id = $1 and o.target_id = u.id) as following,
  exists (select from follows o where o.user_id = u.id and o.target_id = $1) as "followsYou"`
const OTHER = { following: 'target_id', followers: 'user_id' } as const
const OWN = { following: 'user_id', followers: 'target_id' } as const

/**
 * A page of whom a player follows, or of who follows him: newest first, then by id. The list is read in its order until
 * the page is full, and each of it is asked for whether he can be seen.
 */
export async function findFollows(
  via: Queryable,
  list: keyof typeof OTHER,
  { userId, nowMs, page, perPage }: { userId: number; nowMs: number; page: number; perPage: number },
): Promise<SeenRow[]> {
  const { rows } = await via.query<SeenRow & Record<string, unknown>>(
    `select ${SEEN}, page.since from (
       select f.${OTHER[list]} as id, f.since from follows f
       where f.${OWN[list]} = $1 and not is_absent_player(f.${OTHER[list]}, ${at('$2')})
       order by f.since desc, f.${OTHER[list]} offset $3 limit $4
     ) page join users u on u.id = page.id order by page.since desc, u.id`,
    [userId, nowMs, (page - 1) * perPage, perPage],
  )
  return rows
}

/** Who is called so, if he lets himself be found by the asking player. */
export async function findByNickname(
  via: Queryable,
  asker: number,
  nickname: string,
  nowMs: number,
): Promise<SeenRow | undefined> {
  const { rows } = await via.query<SeenRow & Record<string, unknown>>(
    `select ${SEEN}, null as since from users u left join social_settings s on s.user_id = u.id
     where lower(u.nickname) = lower($2) and u.id <> $1 and coalesce(s.findable, true)
       and not is_absent_player(u.id, ${at('$3')}) and not is_blocked_between($1, u.id)`,
    [asker, nickname, nowMs],
  )
  return rows[0]
}

/** Whom a player follows, for a part of a board. */
export async function findFollowedIds(via: Queryable, userId: number): Promise<number[]> {
  const { rows } = await via.query<{ id: number }>('select target_id as id from follows where user_id = $1', [userId])
  return rows.map(({ id }) => id)
}

/** Which of these a player does not see, because he blocks them or they block him. */
export async function findUnseen(via: Queryable, userId: number, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await via.query<{ id: number }>(
    `select target_id as id from player_blocks where user_id = $1 and target_id = any($2::bigint[])
     union select user_id from player_blocks where target_id = $1 and user_id = any($2::bigint[])`,
    [userId, ids],
  )
  return new Set(rows.map(({ id }) => id))
}
