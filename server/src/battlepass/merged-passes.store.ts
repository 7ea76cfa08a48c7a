import type { Queryable } from '../platform/postgres/pool.ts'
import type { PassXpGained } from './progress.store.ts'

/** Two accounts that were made one, and the number of the event by which the one took the other in. */
export interface MergedInto {
  readonly from: number
  readonly into: number
  readonly seq: number
}

/**
 * Brings over what an account has of the seasons that are not handed out yet: the higher pass XP counts, and of a day the
 * more plays towards its bound; a paid track is one for both, and what either has taken is taken. The same again changes
 * nothing. Gives the pass XP that the account that stays has of each of them, with what it had before.
 */
export async function movePasses(tx: Queryable, { from, into, seq }: MergedInto): Promise<PassXpGained[]> {
  const { rows } = await tx.query<Omit<PassXpGained, 'userId'> & Record<string, unknown>>(
    `with open as materialized (
       select id from pass_seasons where live_version is not null and settled_at is null
     ), days as (
       insert into pass_days as mine (season, user_id, day, plays)
       select d.season, $2, d.day, d.plays from pass_days d join open on open.id = d.season where d.user_id = $1
       order by d.season, d.day
       on conflict (season, user_id, day) do update set plays = greatest(mine.plays, excluded.plays)
       returning mine.season
     ), reached as (
       -- After the days, in the order in which counting locks them.
       insert into pass_progress as mine (season, user_id, xp, last_seq)
       select p.season, $2, p.xp, 1 from pass_progress p join open on open.id = p.season
       where p.user_id = $1 and (select count(*) from days) >= 0 order by p.season
       on conflict (season, user_id) do update set xp = greatest(mine.xp, excluded.xp)
       returning mine.season, mine.xp
     ), bought as (
       insert into pass_tracks (season, user_id, seq, price_gems)
       select t.season, $2, $3, t.price_gems from pass_tracks t join open on open.id = t.season where t.user_id = $1
       on conflict do nothing
     ), coupons as (
       update pass_coupons c set user_id = $2 from open where open.id = c.season and c.user_id = $1 and c.used_seq is null
         and not exists (select from pass_coupons mine where mine.user_id = $2 and mine.iso_week = c.iso_week)
     ), taken as (
       insert into pass_claims (season, user_id, level, track, seq)
       select c.season, $2, c.level, c.track, $3 from pass_claims c join open on open.id = c.season where c.user_id = $1
       on conflict do nothing
     )
     select r.season, r.xp, coalesce(had.xp, 0) as before, (extract(epoch from s.ends_at) * 1000)::bigint as "endsAtMs"
     from reached r join pass_seasons s on s.id = r.season
     left join pass_progress had on had.season = r.season and had.user_id = $2`,
    [from, into, seq],
  )
  return rows.map((row) => ({ ...row, userId: into }))
}

/** Of these players those that were made one with another, each before the one that took it in was itself taken in. */
export async function findMerged(via: Queryable, userIds: readonly number[]): Promise<MergedInto[]> {
  const { rows } = await via.query<{ from: number; into: number; seq: number }>(
    `with recursive merged as (
       select * from account_merges where from_user_id = any($1::bigint[])
       union select m.* from merged join account_merges m on m.from_user_id = merged.into_user_id
     )
     select from_user_id as "from", into_user_id as "into", into_seq as seq from merged order by id`,
    [userIds],
  )
  return rows
}
