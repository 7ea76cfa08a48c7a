import { EVER } from '../missions/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/**
 * Brings over the achievements of a merged account, by the event that took it in. What both have is had once, and was
 * taken where either has taken it. Gives how many came, or are taken by it.
 */
export async function moveAchievements(tx: Queryable, from: number, into: EventPosition): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into achievement_unlocks as mine (user_id, achievement, began, version, seq, unlocked_at, claimed_seq)
     select $2, achievement, began, version, $3, unlocked_at, case when claimed_seq is not null then $3::bigint end
     from achievement_unlocks where user_id = $1
     on conflict (user_id, achievement, began) do update set claimed_seq = excluded.claimed_seq
       where mine.claimed_seq is null and excluded.claimed_seq is not null`,
    [from, into.userId, into.seq],
  )
  if (rowCount !== 0) await countParts(tx, from, into)
  return rowCount ?? 0
}

/** As the counting of missions has it: nothing begins before its player has what is needed for it. */
const HAS_REQUIRED = `not exists (select from json_array_elements_text(v.body -> 'requires') as need(id) where not exists (
  select from achievement_unlocks n where n.user_id = $2 and n.achievement = need.id))`

/**
 * A whole of parts is as far as the parts that are had by now: those that came are unlocked by no event of this account. It
 * is of the version that either account began with, else of the one that was in force when the first part was unlocked:
 * that may not be counted yet.
 */
async function countParts(tx: Queryable, from: number, { userId, seq }: EventPosition): Promise<void> {
  await tx.query(
    `with versions as materialized (
       select v.mission, v.version, v.target, v.counts, v.enabled, v.body, v.published_at as since,
         array(select json_array_elements_text(v.body -> 'parts')) as parts,
         coalesce((v.body ->> 'until')::timestamptz, 'infinity') as ends_at,
         lead(v.published_at, 1, 'infinity') over (partition by v.mission order by v.version) as until
       from mission_versions v join missions m on m.id = v.mission where v.status = 'published' and m.period = 'ever'
     ), had as materialized (
       select v.mission, v.version, v.target, count(*) as parts, min(u.unlocked_at) as first_at, max(u.unlocked_at) as last_at
       from versions v join achievement_unlocks u on u.user_id = $2 and u.achievement = any(v.parts)
         and u.unlocked_at >= v.since and u.unlocked_at < v.ends_at
       where v.counts = 'PARTS' and v.parts && array(select achievement from achievement_unlocks where user_id = $1)
       group by v.mission, v.version, v.target
     ), wholes as (
       select distinct on (h.mission) h.* from had h join versions v using (mission, version)
       left join mission_progress p on p.mission = h.mission and p.version = h.version and p.user_id in ($1, $2)
         and p.began = date '${EVER}'
       where p.user_id is not null or v.enabled and h.first_at < v.until and ${HAS_REQUIRED}
       order by h.mission, p.user_id = $2 desc nulls last, h.version
     )
     insert into mission_progress as mine
       (user_id, began, mission, version, target, progress, last_seq, last_day, last_at, done_at, unlocked)
     select $2, date '${EVER}', mission, version, target, least(parts, target), $3, (last_at at time zone 'UTC')::date, last_at,
       case when parts >= target then last_at end, false
     from wholes
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
