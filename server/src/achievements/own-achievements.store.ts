import type { AchievementBody, AchievementPeriod } from '@casino-club/shared'
import { at as instant } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/** An achievement in its window, as it stands for a player. */
export interface Standing {
  readonly id: string
  readonly period: AchievementPeriod
  readonly version: number
  readonly body: AchievementBody
  readonly began: string
  readonly progress: number
  readonly unlockedAt: Date | null
  readonly claimed: boolean
}

export interface Windows {
  readonly userId: number
  /** The first days of the windows that are open now. */
  readonly day: string
  readonly monday: string
  readonly ever: string
  readonly nowMs: number
}

/** Who has begun sees the version he began with; everybody else what is in force. */
const STANDING_SQL = `
select m.id, m.period, v.version, v.body, to_char(w.began, 'YYYY-MM-DD') as began, coalesce(p.progress, 0) as progress,
  u.unlocked_at as "unlockedAt", u.claimed_seq is not null as claimed
from missions m
cross join lateral (select case m.period when 'daily' then $2::date when 'weekly' then $3::date else $4::date end as began) w
left join mission_progress p on p.user_id = $1 and p.began = w.began and p.mission = m.id
left join achievement_unlocks u on u.user_id = $1 and u.began = w.began and u.achievement = m.id
join lateral (select version, body, enabled from mission_versions f
  where f.mission = m.id and f.status = 'published' and f.published_at <= ${instant('$5')}
    and (p.version is null or f.version = p.version)
  order by version desc limit 1) as v on v.enabled or p.version is not null
where m.kind = 'achievement'
order by (v.body ->> 'position')::integer, m.id`

/** All achievements that a player has or may have, in the order in which they are shown. */
export async function findStandings(
  via: Queryable,
  { userId, day, monday, ever, nowMs }: Windows,
): Promise<Standing[]> {
  const { rows } = await via.query<Standing & Record<string, unknown>>(STANDING_SQL, [userId, day, monday, ever, nowMs])
  return rows
}

/** Which achievements a player has had at any time. */
export async function findHeld(via: Queryable, userId: number): Promise<ReadonlySet<string>> {
  const { rows } = await via.query<{ achievement: string }>(
    'select distinct achievement from achievement_unlocks where user_id = $1',
    [userId],
  )
  return new Set(rows.map(({ achievement }) => achievement))
}

/** An achievement that a player has: in this window, or the last one that he had it in. */
export interface Unlocked {
  readonly achievement: string
  readonly began: string
  readonly version: number
  readonly body: AchievementBody
  readonly claimed: boolean
}

export async function findUnlocked(
  via: Queryable,
  userId: number,
  achievement: string,
  began: string | null,
): Promise<Unlocked | undefined> {
  const { rows } = await via.query<Unlocked & Record<string, unknown>>(
    `select u.achievement, to_char(u.began, 'YYYY-MM-DD') as began, u.version, v.body, u.claimed_seq is not null as claimed
     from achievement_unlocks u join mission_versions v on v.mission = u.achievement and v.version = u.version
     where u.user_id = $1 and u.achievement = $2 and ($3::date is null or u.began = $3)
     order by u.began desc limit 1`,
    [userId, achievement, began],
  )
  return rows[0]
}

/** Whether there is such an achievement for players. */
export async function isPublished(via: Queryable, achievement: string): Promise<boolean> {
  const { rowCount } = await via.query(
    `select from missions m join mission_versions v on v.mission = m.id and v.status = 'published'
     where m.id = $1 and m.kind = 'achievement' limit 1`,
    [achievement],
  )
  return rowCount === 1
}

/** In the transaction of the rewards: they are taken by it. False where they were taken before. */
export async function settleClaim(
  tx: Queryable,
  { achievement, began }: Pick<Unlocked, 'achievement' | 'began'>,
  at: EventPosition,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update achievement_unlocks set claimed_seq = $4
     where user_id = $1 and achievement = $2 and began = $3 and claimed_seq is null`,
    [at.userId, achievement, began, at.seq],
  )
  return rowCount === 1
}

/** Something that was done, and that its player does not have yet. */
export interface Due {
  readonly userId: number
  readonly achievement: string
  readonly began: string
  readonly version: number
  readonly title: AchievementBody['title']
}

/** The next of them, the oldest first. */
export async function findDue(via: Queryable, limit: number): Promise<Due[]> {
  const { rows } = await via.query<Due & Record<string, unknown>>(
    `select p.user_id as "userId", p.mission as achievement, to_char(p.began, 'YYYY-MM-DD') as began, p.version,
       v.body -> 'title' as title
     from mission_progress p join mission_versions v on v.mission = p.mission and v.version = p.version
     where p.unlocked = false and p.done_at is not null order by p.last_at limit $1`,
    [limit],
  )
  return rows
}

/** It is unlocked, whoever did it, or never will be. */
export async function setUnlocked(via: Queryable, { userId, achievement, began }: Due): Promise<void> {
  await via.query('update mission_progress set unlocked = true where user_id = $1 and began = $2 and mission = $3', [
    userId,
    began,
    achievement,
  ])
}

/** In the transaction of the event: the achievement is the player's. False where it was before. */
export async function insertUnlock(tx: Queryable, { achievement, began, version }: Due, at: EventPosition) {
  const { rowCount } = await tx.query(
    `insert into achievement_unlocks (user_id, achievement, began, version, seq, unlocked_at)
     values ($1, $2, $3, $4, $5, ${instant('$6')}) on conflict do nothing`,
    [at.userId, achievement, began, version, at.seq, at.occurredAtMs],
  )
  return rowCount === 1
}
