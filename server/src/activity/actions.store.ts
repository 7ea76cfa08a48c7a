import type { ActivityReply } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface Action {
  readonly eventId: string
  readonly type: string
  readonly occurredAtMs: number
  readonly props: Readonly<Record<string, unknown>>
}

/** The counter of `user_activity` that an event of this type adds to; of others nothing but the action is counted. */
const COUNTERS = { roulette_plays: 'roulette_play', dice_plays: 'dice_play', lottery_plays: 'lottery_play' } as const
const plays = (type: string) => `count(*) filter (where type = '${type}')`
/** What is told otherwise than by `activityBody` may be anything. */
const SECONDS = `coalesce(sum(case when type = 'play_duration_seconds' and props ->> 'seconds' ~ '^\\d{1,5}$'
  then least((props ->> 'seconds')::bigint, 86400) end), 0)`

// An id is looked for in the month before too: no index reaches over two partitions. Planned anew each time: a plan made
// while a month is empty would read all of it later.
const INSERT_SQL = `
with asked as (
  select * from json_to_recordset($2::json) as a("eventId" uuid, type text, "occurredAtMs" bigint, props jsonb)
), known as materialized (
  select event_id from user_actions where user_id = $1 and event_id = any($3::uuid[]) and received_at >= $5 and received_at < $6
), fresh as (
  insert into user_actions (user_id, event_id, type, occurred_at, received_at, props)
  select $1, a."eventId", a.type, ${at('a."occurredAtMs"')}, ${at('$4')}, a.props from asked a
  where a."eventId" not in (select event_id from known)
  -- Two devices that send the same ids wait for each other in one order.
  order by a."eventId"
  on conflict do nothing
  returning event_id, type, props
), counters as (
  insert into user_activity as c (user_id, roulette_plays, dice_plays, lottery_plays, total_play_duration, last_bonus_used_at, updated_at)
  select $1, ${Object.values(COUNTERS).map(plays).join(', ')}, ${SECONDS},
    case when bool_or(type = 'bonus_used') then ${at('$4')} end, ${at('$4')}
  from fresh where type in (${[...Object.values(COUNTERS), 'bonus_used', 'play_duration_seconds'].map((type) => `'${type}'`).join(', ')})
  having count(*) > 0
  on conflict (user_id) do update set ${Object.keys(COUNTERS)
    .map((column) => `${column} = c.${column} + excluded.${column}`)
    .join(', ')},
    total_play_duration = c.total_play_duration + excluded.total_play_duration,
    last_bonus_used_at = coalesce(excluded.last_bonus_used_at, c.last_bonus_used_at), updated_at = excluded.updated_at
), days as (
  insert into player_days as d (user_id, day, actions, play_seconds)
  select $1, $7, count(*), least(${SECONDS}, 86400) from fresh having count(*) > 0
  on conflict (user_id, day) do update
  set actions = d.actions + excluded.actions, play_seconds = least(d.play_seconds + excluded.play_seconds, 86400)
)
select event_id as "eventId" from fresh`

/** Begin of the UTC month of an instant, so many months further on. */
function monthAt(ms: number, further: number): Date {
  const date = new Date(ms)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + further, 1))
}

/**
 * Keeps what a player did and counts it, all in one statement; gives the ids that were new. An id of this month or of the
 * one before is taken once. `day`: the local day of the club, `YYYY-MM-DD`.
 */
export async function insertActions(
  via: Queryable,
  userId: number,
  actions: readonly Action[],
  { nowMs, day }: { readonly nowMs: number; readonly day: string },
): Promise<ReadonlySet<string>> {
  const ids = actions.map(({ eventId }) => eventId)
  const values = [userId, JSON.stringify(actions), ids, nowMs, monthAt(nowMs, -1), monthAt(nowMs, 0), day]
  const { rows } = await via.query<{ eventId: string }>(INSERT_SQL, values)
  return new Set(rows.map(({ eventId }) => eventId))
}

/** How many actions of a player were counted on a day. */
export async function countOn(via: Queryable, userId: number, day: string): Promise<number> {
  const { rows } = await via.query<{ actions: number }>(
    'select actions from player_days where user_id = $1 and day = $2',
    [userId, day],
  )
  return rows[0]?.actions ?? 0
}

interface ActivityRow {
  roulettePlays: number
  dicePlays: number
  lotteryPlays: number
  totalPlayDuration: number
  lastBonusUsedAt: Date | null
  lastChargeAt: Date | null
}

/** A player's counters; of one who never told anything they are zero. */
export async function findActivity(via: Queryable, userId: number): Promise<ActivityReply['activity']> {
  const { rows } = await via.query<ActivityRow & Record<string, unknown>>(
    `select roulette_plays as "roulettePlays", dice_plays as "dicePlays", lottery_plays as "lotteryPlays",
       total_play_duration as "totalPlayDuration", last_bonus_used_at as "lastBonusUsedAt", last_charge_at as "lastChargeAt"
     from user_activity where user_id = $1`,
    [userId],
  )
  const [row] = rows
  if (row === undefined) {
    const nothing = { roulettePlays: 0, dicePlays: 0, lotteryPlays: 0, totalPlayDuration: 0 }
    return { ...nothing, lastBonusUsedAt: null, lastChargeAt: null }
  }
  return {
    ...row,
    lastBonusUsedAt: row.lastBonusUsedAt?.toISOString() ?? null,
    lastChargeAt: row.lastChargeAt?.toISOString() ?? null,
  }
}

/** Notes that the totals of these players' deposits grew; in the transaction in which they did. */
export async function markCharged(tx: Queryable, userIds: readonly number[], nowMs: number): Promise<void> {
  await tx.query(
    `insert into user_activity (user_id, last_charge_at, updated_at) select id, ${at('$2')}, ${at('$2')}
     from unnest($1::bigint[]) as id order by id
     on conflict (user_id) do update set last_charge_at = excluded.last_charge_at, updated_at = excluded.updated_at`,
    [userIds, nowMs],
  )
}

export interface SiteVisit {
  readonly day: string
  readonly visitor: string
  readonly source: string
  readonly medium: string
  readonly campaign: string
  readonly path: string
  readonly userId: number | null
  readonly nowMs: number
}

/** Notes a visit: of one visitor by one way once a day; who he is is added when he logs in. */
export async function insertVisit(via: Queryable, visit: SiteVisit): Promise<void> {
  const { day, visitor, source, medium, campaign, path, userId, nowMs } = visit
  await via.query(
    `insert into site_visits as v (day, visitor, source, medium, campaign, path, user_id, visited_at)
     values ($1, $2, $3, $4, $5, $6, $7, ${at('$8')})
     on conflict (day, visitor, source, medium, campaign) do update set user_id = coalesce(v.user_id, excluded.user_id)`,
    [day, visitor, source, medium, campaign, path, userId, nowMs],
  )
}
