import type { PassBody, PassClaim } from '@casino-club/shared'
import { at as instant } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/** A season as it stands for a player. */
export interface PassStanding {
  readonly season: string
  readonly version: number
  readonly body: PassBody
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly xp: number
  readonly paid: boolean
  readonly claims: readonly PassClaim[]
}

interface StandingRow {
  season: string
  version: number
  body: PassBody
  starts_at: Date
  ends_at: Date
  xp: number
  paid: boolean
  claims: PassClaim[]
}

const STANDING_SQL = `
select s.id as season, v.version, v.body, s.starts_at, s.ends_at, coalesce(p.xp, 0) as xp, t.seq is not null as paid,
  (select coalesce(json_agg(json_build_object('level', c.level, 'track', c.track) order by c.level, c.track), '[]')
    from pass_claims c where c.season = s.id and c.user_id = $1) as claims
from pass_seasons s
join pass_versions v on v.season = s.id and v.version = s.live_version
left join pass_progress p on p.season = s.id and p.user_id = $1
left join pass_tracks t on t.season = s.id and t.user_id = $1
where s.starts_at <= ${instant('$2')} and ($3::text is null or s.id = $3)
order by s.starts_at desc limit 1`

/** The season that began last, or the one of this name if it has begun, as it stands for a player. */
export async function findStanding(
  via: Queryable,
  userId: number,
  nowMs: number,
  season: string | null = null,
): Promise<PassStanding | undefined> {
  const { rows } = await via.query<StandingRow>(STANDING_SQL, [userId, nowMs, season])
  const [row] = rows
  if (row === undefined) return undefined
  const { starts_at, ends_at, ...rest } = row
  return { ...rest, startsAtMs: starts_at.getTime(), endsAtMs: ends_at.getTime() }
}

/** The levels of the season that runs, and the pass XP of those of these players who are shown on boards. */
export async function findShownXp(
  via: Queryable,
  userIds: readonly number[],
  nowMs: number,
): Promise<{ levels: PassBody['levels']; players: { userId: number; xp: number }[] } | undefined> {
  if (userIds.length === 0) return undefined
  const { rows } = await via.query<{ levels: PassBody['levels']; players: { userId: number; xp: number }[] }>(
    `select v.body -> 'levels' as levels, coalesce((
       select json_agg(json_build_object('userId', p.user_id, 'xp', p.xp)) from pass_progress p
       where p.season = s.id and p.user_id = any($1) and not is_hidden_from_boards(p.user_id, ${instant('$2')})), '[]') as players
     from pass_seasons s join pass_versions v on v.season = s.id and v.version = s.live_version
     where s.starts_at <= ${instant('$2')} and s.ends_at > ${instant('$2')}`,
    [userIds, nowMs],
  )
  return rows[0]
}

/** The next season that is announced. */
export async function findNext(via: Queryable, nowMs: number): Promise<{ id: string; body: PassBody } | undefined> {
  const { rows } = await via.query<{ id: string; body: PassBody }>(
    `select s.id, v.body from pass_seasons s join pass_versions v on v.season = s.id and v.version = s.live_version
     where s.starts_at > ${instant('$1')} order by s.starts_at limit 1`,
    [nowMs],
  )
  return rows[0]
}

/** Plays of the day that it is in a zone. */
export async function countPlaysToday(
  via: Queryable,
  { userId, season, nowMs, zone }: { userId: number; season: string; nowMs: number; zone: string },
): Promise<number> {
  const { rows } = await via.query<{ plays: number }>(
    `select plays from pass_days where season = $1 and user_id = $2 and day = (${instant('$3')} at time zone $4)::date`,
    [season, userId, nowMs, zone],
  )
  return rows[0]?.plays ?? 0
}

/** Coupon of a player; `used`: by an event of his. */
export interface Coupon {
  readonly id: number
  readonly season: string
  readonly xp: number
  readonly expiresAtMs: number
  readonly used: boolean
}

const COUPON = `id, season, xp, (extract(epoch from expires_at) * 1000)::bigint as "expiresAtMs",
  used_seq is not null as used`

/** Coupons of a season that a player can use now, the first to end first. */
export async function findOpenCoupons(
  via: Queryable,
  { userId, season, nowMs }: { userId: number; season: string; nowMs: number },
): Promise<Coupon[]> {
  const { rows } = await via.query<Coupon & Record<string, unknown>>(
    `select ${COUPON} from pass_coupons where season = $1 and user_id = $2 and used_seq is null
       and expires_at > ${instant('$3')} order by expires_at, id`,
    [season, userId, nowMs],
  )
  return rows
}

/** A coupon, if it is this player's. */
export async function findCoupon(via: Queryable, userId: number, id: number): Promise<Coupon | undefined> {
  const { rows } = await via.query<Coupon & Record<string, unknown>>(
    `select ${COUPON} from pass_coupons where id = $2 and user_id = $1`,
    [userId, id],
  )
  return rows[0]
}

/** In the transaction of the event: the coupon is used by it. False where it was used before. */
export async function useCoupon(tx: Queryable, id: number, at: EventPosition): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update pass_coupons set used_seq = $3 where id = $2 and user_id = $1 and used_seq is null',
    [at.userId, id, at.seq],
  )
  return rowCount === 1
}

/** In the transaction of the rewards: these are taken by it. How many of them were not taken before. */
export async function insertClaims(
  tx: Queryable,
  season: string,
  claims: readonly PassClaim[],
  at: EventPosition,
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into pass_claims (season, user_id, level, track, seq)
     select $1, $2, level, track, $5 from unnest($3::smallint[], $4::text[]) as taken(level, track)
     order by level, track on conflict do nothing`,
    [season, at.userId, claims.map(({ level }) => level), claims.map(({ track }) => track), at.seq],
  )
  return rowCount ?? 0
}

/** In the transaction of the payment: the paid track is the player's. False where it was before. */
export async function insertTrack(
  tx: Queryable,
  season: string,
  priceGems: number,
  at: EventPosition,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into pass_tracks (season, user_id, seq, price_gems) values ($1, $2, $3, $4) on conflict do nothing`,
    [season, at.userId, at.seq, priceGems],
  )
  return rowCount === 1
}
