import { type Audience, HOME_ZONE } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { audienceSql, binder } from './audience.store.ts'

/** Seconds that one statement over a whole campaign may take; a page of anything is far shorter. */
const LOOK_SECONDS = 120

/** Gives the statements of this transaction the time that a whole campaign takes. */
export const takeTime = (tx: Queryable) => tx.query(`set local statement_timeout = '${LOOK_SECONDS}s'`)

/** As messages are timed: the zone of his settings, else that of his streak. */
const ZONE = `coalesce((select s.zone from notification_settings s where s.user_id = u.id),
  (select p.state #>> '{streak,zone}' from players p where p.user_id = u.id), '${HOME_ZONE}')`

export interface Freeze {
  readonly campaignId: number
  readonly audience: Audience
  readonly holdoutPercent: number
  readonly nowMs: number
  /** When the turn of players in a zone comes, in ms. */
  readonly turnIn: (zone: string) => number
}

/** The zones of an audience that both the database and this process know. */
async function findZones(tx: Queryable, { audience, nowMs }: Freeze): Promise<string[]> {
  const values: unknown[] = []
  const where = audienceSql(audience, binder(values), nowMs)
  const { rows } = await tx.query<{ zone: string }>(
    `select zone from (select distinct ${ZONE} as zone from users u where ${where}) as own
     where zone in (select name from pg_timezone_names)`,
    values,
  )
  const known = rows.flatMap(({ zone }) => {
    try {
      return [new Intl.DateTimeFormat('en', { timeZone: zone }) && zone]
    } catch {
      return []
    }
  })
  return [...new Set([...known, HOME_ZONE])]
}

/**
 * Writes down who is in a campaign, once, with the arm and the turn of each; gives how many. The arm follows from campaign and
 * player alone. A zone that nobody knows is home.
 */
export async function freezeAudience(tx: Queryable, freeze: Freeze): Promise<number> {
  await takeTime(tx)
  const zones = await findZones(tx, freeze)
  const { campaignId, audience, holdoutPercent, nowMs, turnIn } = freeze
  const values: unknown[] = [campaignId, zones, zones.map(turnIn), holdoutPercent]
  const where = audienceSql(audience, binder(values), nowMs)
  const { rowCount } = await tx.query(
    `with turns as materialized (select * from unnest($2::text[], $3::bigint[]) as t(zone, due_ms)),
       players as materialized (select u.id, ${ZONE} as zone from users u where ${where})
     insert into campaign_recipients (campaign_id, user_id, wave, arm, zone, due_at)
     select $1, p.id, 1,
       case when ((hashtextextended('campaign:' || $1::bigint || ':' || p.id, 0) % 100) + 100) % 100 < $4::integer
         then 'heldout' else 'reached' end,
       t.zone, ${at('t.due_ms')}
     from players p join turns t on t.zone = case when p.zone = any($2::text[]) then p.zone else '${HOME_ZONE}' end
     on conflict do nothing`,
    values,
  )
  await tx.query('analyze campaign_recipients')
  return rowCount ?? 0
}

export interface Turn {
  readonly userId: number
  readonly wave: number
  readonly arm: 'reached' | 'heldout'
}

/** The next players whose turn has come, held until the transaction ends. */
export async function takeTurns(tx: Queryable, campaignId: number, nowMs: number, limit: number): Promise<Turn[]> {
  const { rows } = await tx.query<Turn & Record<string, unknown>>({
    name: 'campaign-turns',
    text: `select user_id as "userId", wave, arm from campaign_recipients
      where campaign_id = $1 and passed_at is null and due_at <= ${at('$2')}
      order by due_at, user_id limit $3 for update`,
    values: [campaignId, nowMs, limit],
  })
  return rows
}

/** Writes down that their turns came, and what was raised for whom, in the transaction that raised it. */
export async function markPassed(
  tx: Queryable,
  campaignId: number,
  passed: readonly (Turn & { readonly notificationId: number | null })[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: 'campaign-passed',
    text: `update campaign_recipients r set passed_at = ${at('$5')}, notification_id = m.notification_id
      from unnest($2::bigint[], $3::smallint[], $4::bigint[]) as m(user_id, wave, notification_id)
      where r.campaign_id = $1 and r.user_id = m.user_id and r.wave = m.wave`,
    values: [
      campaignId,
      passed.map(({ userId }) => userId),
      passed.map(({ wave }) => wave),
      passed.map(({ notificationId }) => notificationId),
      nowMs,
    ],
  })
}

/** When the next turn comes; undefined: everybody's has come. */
export async function nextTurnMs(tx: Queryable, campaignId: number): Promise<number | undefined> {
  const { rows } = await tx.query<{ due: number }>(
    `select (extract(epoch from due_at) * 1000)::bigint as due from campaign_recipients
     where campaign_id = $1 and passed_at is null order by due_at limit 1`,
    [campaignId],
  )
  return rows[0]?.due
}

/** Puts turns that came too late to their local time to its next day; gives how many. */
export async function postponeLate(
  tx: Queryable,
  campaignId: number,
  lateBeforeMs: number,
  turnIn: (zone: string) => number,
): Promise<number> {
  const late = `campaign_id = $1 and passed_at is null and due_at < ${at('$2')}`
  const { rows } = await tx.query<{ zone: string }>(`select distinct zone from campaign_recipients where ${late}`, [
    campaignId,
    lateBeforeMs,
  ])
  if (rows.length === 0) return 0
  await takeTime(tx)
  const zones = rows.map(({ zone }) => zone)
  const { rowCount } = await tx.query(
    `update campaign_recipients r set due_at = ${at('t.due_ms')}
     from unnest($3::text[], $4::bigint[]) as t(zone, due_ms) where ${late} and r.zone = t.zone`,
    [campaignId, lateBeforeMs, zones, zones.map(turnIn)],
  )
  return rowCount ?? 0
}

/** Something of it may still arrive, or may have arrived unseen. */
const UNDER_WAY = `d.state in ('waiting', 'queued', 'sending', 'held')`
const PERHAPS_ARRIVED = `exists (select from notification_attempts a where a.delivery_id = d.id and a.event = 'interrupted')`

/**
 * Players of the last wave of whom nothing says that any message of the campaign reached them, or may still do so; a message
 * that housekeeping has forgotten counts as one that did.
 */
const NOT_REACHED = `r.campaign_id = $1 and r.arm = 'reached' and r.wave = $2 and r.passed_at is not null
  and exists (select from users u where u.id = r.user_id and u.deleted_at is null and u.deletion_requested_at is null)
  and not exists (
    select from campaign_recipients o left join notifications n on n.id = o.notification_id
    left join notification_deliveries d on d.notification_id = n.id
    where o.campaign_id = $1 and o.user_id = r.user_id and o.notification_id is not null
      and (n.id is null or d.state = 'sent' or ${UNDER_WAY} or ${PERHAPS_ARRIVED}))`

/** How many a further wave would be for; in a transaction of whoever asks. */
export async function countNotReached(tx: Queryable, campaignId: number, wave: number): Promise<number> {
  await takeTime(tx)
  const { rows } = await tx.query<{ players: number }>(
    `select count(*) as players from campaign_recipients r where ${NOT_REACHED}`,
    [campaignId, wave],
  )
  return rows[0]?.players ?? 0
}

/** Holds what the last wave raised, so that nobody sends of it meanwhile. */
export async function holdWave(tx: Queryable, campaignId: number, wave: number): Promise<void> {
  await takeTime(tx)
  await tx.query(
    `select d.id from notification_deliveries d where d.notification_id in
       (select notification_id from campaign_recipients where campaign_id = $1 and wave = $2) order by d.id for update`,
    [campaignId, wave],
  )
}

/** Adds a wave for those who were not reached; gives what had been raised for them, to be taken back: nobody is told twice. */
export async function addWave(
  tx: Queryable,
  { campaignId, wave, turnIn }: { campaignId: number; wave: number; turnIn: (zone: string) => number },
): Promise<{ readonly players: number; readonly stale: number[] }> {
  await takeTime(tx)
  const found = await tx.query<{ userId: number; zone: string; notificationId: number | null }>(
    `select r.user_id as "userId", r.zone, r.notification_id as "notificationId" from campaign_recipients r where ${NOT_REACHED}`,
    [campaignId, wave],
  )
  await tx.query(
    `insert into campaign_recipients (campaign_id, user_id, wave, arm, zone, due_at)
     select $1, n.user_id, $2, 'reached', n.zone, ${at('n.due_ms')}
     from unnest($3::bigint[], $4::text[], $5::bigint[]) as n(user_id, zone, due_ms)`,
    [
      campaignId,
      wave + 1,
      found.rows.map(({ userId }) => userId),
      found.rows.map(({ zone }) => zone),
      found.rows.map(({ zone }) => turnIn(zone)),
    ],
  )
  const stale = found.rows.flatMap(({ notificationId }) => (notificationId === null ? [] : [notificationId]))
  return { players: found.rows.length, stale }
}

/** What was raised for the next players after one, in the order of their ids; `lastId` undefined: there are no more. */
export async function findRaised(
  tx: Queryable,
  campaignId: number,
  afterId: number,
  limit: number,
): Promise<{ readonly ids: number[]; readonly lastId: number | undefined }> {
  const { rows } = await tx.query<{ userId: number; ids: string[] }>(
    `select user_id as "userId", array_remove(array_agg(notification_id), null)::text[] as ids from campaign_recipients
     where campaign_id = $1 and user_id > $2 group by user_id order by user_id limit $3`,
    [campaignId, afterId, limit],
  )
  return { ids: rows.flatMap(({ ids }) => ids.map(Number)), lastId: rows.at(-1)?.userId }
}
