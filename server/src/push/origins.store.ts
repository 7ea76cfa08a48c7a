import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { PROBE_EVERY_MS, REFUSALS_TO_OPEN } from './breaker.rule.ts'

/** What came of messages to an origin, since it was last written down. */
export interface OriginCounts {
  readonly origin: string
  sent: number
  gone: number
  again: number
  held: number
  poison: number
  millis: number
  lastStatus: number | null
  lastAtMs: number
}

export async function addCounts(via: Queryable, counts: readonly OriginCounts[]): Promise<void> {
  await via.query(
    `insert into push_origins as o (origin, sent, gone, again, held, poison, millis, last_status, last_at)
     select c.origin, c.sent, c.gone, c.again, c.held, c.poison, c.millis, c."lastStatus", ${at('c."lastAtMs"')}
     from jsonb_to_recordset($1::jsonb) as c(origin text, sent bigint, gone bigint, again bigint, held bigint,
       poison bigint, millis bigint, "lastStatus" integer, "lastAtMs" bigint)
     order by c.origin
     on conflict (origin) do update set sent = o.sent + excluded.sent, gone = o.gone + excluded.gone,
       again = o.again + excluded.again, held = o.held + excluded.held, poison = o.poison + excluded.poison,
       millis = o.millis + excluded.millis, last_status = coalesce(excluded.last_status, o.last_status),
       last_at = greatest(o.last_at, excluded.last_at)`,
    [JSON.stringify(counts)],
  )
}

/**
 * Our key was refused for a player's subscription (`refused` of the breaker's rule, for all processes at once); whether it is
 * open, and was not before.
 */
export async function markRefused(
  via: Queryable,
  { origin, userId, nowMs }: { readonly origin: string; readonly userId: number; readonly nowMs: number },
): Promise<{ open: boolean; opened: boolean }> {
  const known = `(o.state = 'closed' and $5::bigint = any(o.refused_by))`
  const opens = `o.state = 'open' or (not ${known} and o.refusals + 1 >= $3)`
  const { rows } = await via.query<{ open: boolean; opened: boolean }>(
    `insert into push_origins as o (origin, refusals, refused_by) values ($1, 1, array[$5::bigint])
     on conflict (origin) do update set refusals = o.refusals + case when ${known} then 0 else 1 end,
       refused_by = case when ${known} or o.state = 'open' then o.refused_by else o.refused_by || $5::bigint end,
       state = case when ${opens} then 'open' else 'closed' end,
       opened_at = case when o.state = 'open' then o.opened_at when ${opens} then ${at('$2')} end,
       probe_at = case when ${opens} then ${at('$4')} end
     returning state = 'open' as open, state = 'open' and refusals = $3 as opened`,
    [origin, nowMs, REFUSALS_TO_OPEN, nowMs + PROBE_EVERY_MS, userId],
  )
  return rows[0] ?? { open: false, opened: false }
}

/** Takes the turn to try an open origin; false: somebody else has it. */
export async function takeProbe(via: Queryable, origin: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await via.query(
    `update push_origins set probe_at = ${at('$3')} where origin = $1 and state = 'open' and probe_at <= ${at('$2')}`,
    [origin, nowMs, nowMs + PROBE_EVERY_MS],
  )
  return rowCount === 1
}

/** Closes an origin's breaker; whether it was open. */
export async function markTaken(via: Queryable, origin: string): Promise<boolean> {
  const { rows } = await via.query<{ open: boolean }>(
    `with before as (select state = 'open' as open from push_origins where origin = $1 for update),
     closed as (
       update push_origins set state = 'closed', refusals = 0, refused_by = '{}', opened_at = null, probe_at = null where origin = $1)
     select open from before`,
    [origin],
  )
  return rows[0]?.open ?? false
}

export async function markSlow(via: Queryable, origin: string, untilMs: number): Promise<void> {
  await via.query(
    `insert into push_origins as o (origin, slow_until) values ($1, ${at('$2')})
     on conflict (origin) do update set slow_until = greatest(o.slow_until, excluded.slow_until)`,
    [origin, untilMs],
  )
}

/** Lets an origin be asked again at once: breaker closed, no slow-down. False: it was so already, or is not known. */
export async function releaseOrigin(tx: Queryable, origin: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update push_origins set state = 'closed', refusals = 0, refused_by = '{}', opened_at = null, probe_at = null, slow_until = null
     where origin = $1 and (state = 'open' or slow_until > ${at('$2')})`,
    [origin, nowMs],
  )
  return rowCount === 1
}

export interface OriginRow {
  readonly origin: string
  readonly state: 'closed' | 'open'
  readonly opened_at: Date | null
  readonly probe_at: Date | null
  readonly slow_until: Date | null
  readonly sent: number
  readonly gone: number
  readonly again: number
  readonly held: number
  readonly poison: number
  readonly millis: number
  readonly last_status: number | null
  readonly last_at: Date | null
  /** Messages that are held for it. */
  readonly waiting: number
}

/** Every origin that a message was ever sent to. */
export async function findOrigins(via: Queryable): Promise<OriginRow[]> {
  const { rows } = await via.query<OriginRow & Record<string, unknown>>(
    `select origin, state, opened_at, probe_at, slow_until, sent, gone, again, held, poison, millis, last_status, last_at,
       (select count(*) from notification_deliveries d where d.state = 'held' and d.channel = 'push' and d.origin = o.origin) as waiting
     from push_origins o order by origin`,
  )
  return rows
}
