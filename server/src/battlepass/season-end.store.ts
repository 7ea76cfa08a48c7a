import { HOME_ZONE, type PassBody, type PassClaim } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A season in the version that is in force. */
export interface LiveSeason {
  readonly id: string
  readonly body: PassBody
  readonly endsAtMs: number
}

const LIVE = `select s.id, v.body, (extract(epoch from s.ends_at) * 1000)::bigint as "endsAtMs"
  from pass_seasons s join pass_versions v on v.season = s.id and v.version = s.live_version`

/** An event of the season's last moment may be on its way to the disk for so long; longer than any statement may take. */
const LATE_MS = 120_000

/** The first season that is over, ends at this moment or later, and has something to hand out. */
export async function findEnded(via: Queryable, nowMs: number, fromMs: number): Promise<LiveSeason | undefined> {
  const { rows } = await via.query<LiveSeason & Record<string, unknown>>(
    `${LIVE} where s.ends_at <= ${at('$1')} and s.ends_at >= ${at('$2')} and s.settled_at is null
     order by s.ends_at limit 1`,
    [nowMs - LATE_MS, fromMs],
  )
  return rows[0]
}

/** The season that runs. */
export async function findRunning(via: Queryable, nowMs: number): Promise<LiveSeason | undefined> {
  const { rows } = await via.query<LiveSeason & Record<string, unknown>>(
    `${LIVE} where s.starts_at <= ${at('$1')} and s.ends_at > ${at('$1')}`,
    [nowMs],
  )
  return rows[0]
}

/** Every place of a season that holds something, with the pass XP it needs. */
const placesOf = ({ levels }: PassBody): (PassClaim & { readonly xp: number })[] =>
  levels.flatMap((held, index) =>
    (['free', 'paid'] as const)
      .filter((track) => held[track].length > 0)
      .map((track) => ({ level: index + 1, track, xp: held.xp })),
  )

/**
 * Players, in the order of their ids after one of them, who have earned something that they did not take. An account that
 * was erased or made one with another has nothing any more.
 */
export async function findUnpaid(
  via: Queryable,
  { id, body }: LiveSeason,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<number[]> {
  const places = placesOf(body)
  const { rows } = await via.query<{ user_id: number }>(
    `select p.user_id from pass_progress p join users u on u.id = p.user_id join players h on h.user_id = p.user_id
     where p.season = $1 and p.user_id > $2 and u.deleted_at is null and h.state ->> 'mergedInto' is null
       and exists (
         select from unnest($4::smallint[], $5::text[], $6::bigint[]) as place(level, track, xp)
         where place.xp <= p.xp
           and (place.track = 'free' or exists (select from pass_tracks t where t.season = $1 and t.user_id = p.user_id))
           and not exists (select from pass_claims c where c.season = $1 and c.user_id = p.user_id
             and c.level = place.level and c.track = place.track))
     order by p.user_id limit $3`,
    [id, after, limit, places.map(({ level }) => level), places.map(({ track }) => track), places.map(({ xp }) => xp)],
  )
  return rows.map(({ user_id }) => user_id)
}

/** Everything that was earned in it is handed out. */
export async function settle(via: Queryable, season: string, nowMs: number): Promise<void> {
  await via.query(`update pass_seasons set settled_at = ${at('$2')} where id = $1 and settled_at is null`, [
    season,
    nowMs,
  ])
}

/** Players with less pass XP than this, in the order of their ids after one of them. */
export async function findBehind(
  via: Queryable,
  { season, xp, after, limit }: { season: string; xp: number; after: number; limit: number },
): Promise<number[]> {
  const { rows } = await via.query<{ user_id: number }>(
    'select user_id from pass_progress where season = $1 and xp < $2 and user_id > $3 order by user_id limit $4',
    [season, xp, after, limit],
  )
  return rows.map(({ user_id }) => user_id)
}

export interface NewCoupons {
  readonly season: string
  readonly isoWeek: string
  readonly xp: number
  readonly grantedAtMs: number
  readonly expiresAtMs: number
}

/** A coupon for each of these players; who has one of that week keeps it. Gives those that are new. */
export async function insertCoupons(
  tx: Queryable,
  userIds: readonly number[],
  { season, isoWeek, xp, grantedAtMs, expiresAtMs }: NewCoupons,
): Promise<{ readonly id: number; readonly userId: number; readonly zone: string }[]> {
  const { rows } = await tx.query<{ id: number; userId: number; zone: string }>(
    `insert into pass_coupons (season, user_id, iso_week, xp, granted_at, expires_at)
     select $1, user_id, $3, $4, ${at('$5')}, ${at('$6')} from unnest($2::bigint[]) as behind(user_id)
     on conflict (user_id, iso_week) do nothing
     returning id, user_id as "userId", coalesce(
       (select zone from notification_settings s where s.user_id = pass_coupons.user_id),
       (select state #>> '{streak,zone}' from players p where p.user_id = pass_coupons.user_id), $7) as zone`,
    [season, userIds, isoWeek, xp, grantedAtMs, expiresAtMs, HOME_ZONE],
  )
  return rows
}
