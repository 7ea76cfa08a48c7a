import type { Audience, AudienceKind, AudienceOf, CampaignCount, CampaignFilter } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Gives a value a place among the parameters of a statement; answers with its name, `$3`. */
export type Bind = (value: unknown) => string

/**
 * How the players of each kind are found: a condition on `users u`. What a kind asks for is in `AUDIENCES` of `shared`; a
 * kind that is there and not here does not compile.
 */
const CONDITIONS: {
  readonly [Kind in AudienceKind]: (audience: AudienceOf<Kind>, bind: Bind, nowMs: number) => string
} = {
  all: () => 'true',
  rank: ({ ranks }, bind) => `case when u.rank = 'VIP' or ${TIER_RANK} = 'VIP' then 'VIP'
    when u.rank = 'PREMIUM' or ${TIER_RANK} = 'PREMIUM' then 'PREMIUM' else 'STANDARD' end = any(${bind(ranks)}::text[])`,
  players: ({ userIds }, bind) => `u.id = any(${bind(userIds)}::bigint[])`,
  filter: ({ filter }, bind, nowMs) => filterSql(filter, bind, nowMs),
  segments: ({ segments }, bind) => `exists (select from player_segments m where m.user_id = u.id
    and m.dimension || ':' || m.segment = any(${bind(segments)}::text[]))`,
}

const TIER_RANK = '(select v.rank from vip_standings v where v.user_id = u.id)'
const TIER_LEVEL = 'coalesce((select v.level from vip_standings v where v.user_id = u.id), 0)'
const passLevel = (now: string) => `(select count(*) from pass_seasons s
    join pass_versions v on v.season = s.id and v.version = s.live_version
    join pass_progress p on p.season = s.id and p.user_id = u.id
    cross join lateral json_array_elements(v.body -> 'levels') as step
    where s.starts_at <= ${now} and s.ends_at > ${now} and (step ->> 'xp')::bigint <= p.xp)`

function filterSql(filter: CampaignFilter, bind: Bind, nowMs: number): string {
  const now = at(bind(nowMs))
  // Sessions that are over are forgotten after a month; the last log-in is not.
  const seen = (days: number) => {
    const since = `${now} - make_interval(days => ${bind(days)}::integer)`
    return `(coalesce(u.last_login_at >= ${since}, false)
      or exists (select from sessions s where s.user_id = u.id and s.last_used_at >= ${since}))`
  }
  const { languages, seenWithinDays, notSeenWithinDays, registeredFrom, registeredUntil } = filter
  const { hasPush, vipTiers, vipLevel, passLevel: level } = filter
  const push = 'exists (select from push_subscriptions p where p.user_id = u.id and p.is_active)'
  return [
    // Every parameter has a type, whichever of them a condition uses.
    `${now} is not null`,
    languages && `u.locale = any(${bind(languages)}::text[])`,
    seenWithinDays && seen(seenWithinDays),
    notSeenWithinDays && `not ${seen(notSeenWithinDays)}`,
    registeredFrom && `u.created_at >= ${bind(registeredFrom)}::timestamptz`,
    registeredUntil && `u.created_at < ${bind(registeredUntil)}::timestamptz`,
    hasPush !== undefined && (hasPush ? push : `not ${push}`),
    vipTiers &&
      `exists (select from vip_standings v where v.user_id = u.id and v.tier = any(${bind(vipTiers)}::text[]))`,
    vipLevel && `${TIER_LEVEL} between ${bind(vipLevel.least)}::integer and ${bind(vipLevel.most)}::integer`,
    level && `${passLevel(now)} between ${bind(level.least)}::integer and ${bind(level.most)}::integer`,
  ]
    .filter((condition) => typeof condition === 'string')
    .join(' and ')
}

/** Who may be in any audience at all: accounts that are there, and no two of one player. */
const THERE = `u.deleted_at is null and u.deletion_requested_at is null
  and not exists (select from account_merges m where m.from_user_id = u.id)`

/** The condition on `users u` for an audience as it stands at a moment. */
export function audienceSql(audience: Audience, bind: Bind, nowMs: number): string {
  const condition = CONDITIONS[audience.kind] as (audience: Audience, bind: Bind, nowMs: number) => string
  return `${THERE} and ${condition(audience, bind, nowMs)}`
}

/** Collects the parameters of a statement. */
export function binder(values: unknown[]): Bind {
  return (value) => `$${values.push(value)}`
}

/** Seconds that one look over every player may take. */
const LOOK_SECONDS = 60

/** How many fit now, and by which ways they can be reached; in a transaction of whoever asks. */
export async function countAudience(tx: Queryable, audience: Audience, nowMs: number): Promise<CampaignCount> {
  const values: unknown[] = []
  const where = audienceSql(audience, binder(values), nowMs)
  await tx.query(`set local statement_timeout = '${LOOK_SECONDS}s'`)
  const { rows } = await tx.query<CampaignCount & Record<string, unknown>>(
    `select count(*) as players,
       count(*) filter (where exists (select from push_subscriptions p where p.user_id = u.id and p.is_active)) as push,
       count(*) filter (where u.email is not null and not exists (select from email_suppressions e
         where e.suppressed_at is not null and e.address_hash = sha256(convert_to('email:' || lower(u.email), 'UTF8')))) as email,
       count(*) filter (where exists (select from notification_settings s where s.user_id = u.id
         and s.advertising_since is not null)) as consenting
     from users u where ${where}`,
    values,
  )
  return rows[0] ?? { players: 0, push: 0, email: 0, consenting: 0 }
}
