import { EVER } from '../missions/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/**
 * Brings over the achievements of a merged account, by the event that took it in. What both have is had once, and was
 * taken where either has taken it.
 */
export async function moveAchievements(tx: Queryable, from: number, into: EventPosition): Promise<void> {
  const { rowCount } = await tx.query(
    `insert into achievement_unlocks as mine (user_id, achievement, began, version, seq, unlocked_at, claimed_seq)
     select $2, achievement, began, version, $3, unlocked_at, case when claimed_seq is not null then $3::bigint end
     from achievement_unlocks where user_id = $1
     on conflict (user_id, achievement, began) do update set claimed_seq = excluded.claimed_seq
       where mine.claimed_seq is null and excluded.claimed_seq is not null`,
    [from, into.userId, into.seq],
  )
  if (rowCount !== 0) await countParts(tx, from, into)
}

/** A whole of parts is as far as the parts that are had by now: those that came are unlocked by no event of this account. */
async function countParts(tx: Queryable, from: number, { userId, seq }: EventPosition): Promise<void> {
  await tx.query(
    `with wholes as (
       select distinct on (p.mission) p.mission, p.version, v.target, p.last_day, p.last_at,
         (select count(*) from achievement_unlocks u where u.user_id = $2
            and u.achievement in (select json_array_elements_text(v.body -> 'parts'))) as had
       from mission_progress p join mission_versions v on v.mission = p.mission and v.version = p.version
       where p.user_id in ($1, $2) and p.began = date '${EVER}' and v.counts = 'PARTS'
       order by p.mission, p.user_id = $2 desc
     )
     insert into mission_progress as mine
       (user_id, began, mission, version, target, progress, last_seq, last_day, last_at, done_at, unlocked)
     select $2, date '${EVER}', mission, version, target, least(had, target), $3, last_day, last_at,
       case when had >= target then last_at end, false
     from wholes where had > 0
     on conflict (user_id, began, mission) do update set progress = excluded.progress, last_seq = excluded.last_seq,
       done_at = excluded.done_at
       where mine.done_at is null and mine.version = excluded.version and mine.progress < excluded.progress`,
    [from, userId, seq],
  )
}

/** The account that another one was made one with, along the merges; undefined: it was not. */
export async function findLiving(via: Queryable, userId: number): Promise<number | undefined> {
  const { rows } = await via.query<{ into: number }>(
    `with recursive merged as (
       select id, into_user_id from account_merges where from_user_id = $1
       union select m.id, m.into_user_id from merged join account_merges m on m.from_user_id = merged.into_user_id
     )
     select into_user_id as into from merged order by id desc limit 1`,
    [userId],
  )
  return rows[0]?.into
}
