import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { END_COLUMNS, tellEnds } from './told.store.ts'

export type AttemptEvent = 'sent' | 'skipped' | 'gone' | 'again' | 'held' | 'poison' | 'waits' | 'expired' | 'cancelled'

/** What a claimed delivery came to. */
export interface Settlement {
  readonly id: number
  readonly leaseNo: number
  readonly state: 'waiting' | 'sent' | 'skipped' | 'gone' | 'held' | 'dead' | 'expired' | 'cancelled'
  readonly event: AttemptEvent
  /** For operators and for the trace: a word of ours, or what the channel said. */
  readonly detail: string | null
  readonly origin: string | null
  readonly nextMs: number | null
  readonly atMs: number
}

const MOST_DETAIL = 500
const MOST_REASON = 200

/**
 * Arrays, and not a set of JSON: of those a plan that is kept expects a few rows and goes by the key, of a set a hundred, for which it
 * reads a table that was small when it was made from its beginning to its end. It cannot see how long the first one is: else a plan
 * would be made anew each time. And the state is asked within a case: else the index of what is being sent is taken for the shortest way,
 * and read from its beginning to its end for every row, with all that was in it a moment ago.
 */
const SETTLE_SQL = `
with asked as (
  select * from unnest((select $1::bigint[]), $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])
    as a(id, lease_no, state, event, detail, origin, next_ms, at_ms)
), written as (
  insert into notification_attempts (delivery_id, round, attempt, event, detail, at)
  select d.id, d.rounds, d.attempts, a.event, left(a.detail, ${MOST_DETAIL}), ${at('a.at_ms')}
  from asked a join notification_deliveries d on d.id = a.id
), settled as (
  update notification_deliveries d
  set state = a.state, reason = left(a.detail, ${MOST_REASON}), origin = a.origin, lease_until = null,
    next_attempt_at = coalesce(${at('a.next_ms')}, d.next_attempt_at), sent_at = case when a.state = 'sent' then ${at('a.at_ms')} end
  from asked a where d.id = a.id and d.lease_no = case d.state when 'sending' then a.lease_no end
  returning ${END_COLUMNS}, a.event, a.at_ms
), told as (
  ${tellEnds('settled', 'e.at_ms', {
    dead: `case e.event when 'poison' then 'poison' else 'transient' end`,
    // One that is tried again soon has come to nothing yet.
    where: `e.state <> 'waiting' or e.event = 'waits'`,
  })}
)
select id from settled`

/**
 * Writes down what deliveries came to, with a line of what happened each. Gives those that were still in the hands of who
 * settles; of the others only the line is kept.
 */
export async function settleDeliveries(via: Queryable, settlements: readonly Settlement[]): Promise<Set<number>> {
  const { rows } = await via.query<{ id: number }>({
    name: 'notify-settle',
    text: SETTLE_SQL,
    values: [
      settlements.map(({ id }) => id),
      settlements.map(({ leaseNo }) => leaseNo),
      settlements.map(({ state }) => state),
      settlements.map(({ event }) => event),
      settlements.map(({ detail }) => detail),
      settlements.map(({ origin }) => origin),
      settlements.map(({ nextMs }) => nextMs),
      settlements.map(({ atMs }) => atMs),
    ],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Tells of attempts whose worker is gone: what they sent, if they did, is sent once more. */
export async function noteInterrupted(via: Queryable, ids: readonly number[], atMs: number): Promise<void> {
  await via.query(
    `insert into notification_attempts (delivery_id, round, attempt, event, at)
     select id, rounds, attempts, 'interrupted', ${at('$2')} from notification_deliveries where id = any($1)`,
    [ids, atMs],
  )
}

/** A delivery on its way to a worker; the same as `attempt` lasts. */
export interface Queued {
  readonly id: number
  readonly urgent: boolean
  /** Which attempt of which round it waits for. */
  readonly attempt: string
  /** It ends in Postgres, where it is: no queue need hand it to anybody. */
  readonly here: boolean
}

const QUEUED = `d.id, d.priority = 0 as urgent, d.rounds || '.' || d.attempts as attempt, d.channel = 'in_app' as here`

const queueSql = (channels: string) => `with due as (
    select d.id from (values (0), (1), (2)) as p(priority), lateral (
      select id from notification_deliveries where state = 'waiting' and ${channels} and priority = p.priority
        and next_attempt_at <= ${at('$1')}
      order by next_attempt_at, id limit $2 for update skip locked) as d
    limit $2
  )
  update notification_deliveries d set state = 'queued', queued_at = ${at('$1')} from due where d.id = due.id
  returning ${QUEUED}`

const QUEUE = { name: 'notify-queue', text: queueSql(`channel <> 'in_app'`) }
const QUEUE_HERE = { name: 'notify-queue-here', text: queueSql(`channel = 'in_app'`) }

/** Takes what is due into the queue, what is urgent first: of what ends here, or of all else. */
export async function queueDue(
  via: Queryable,
  { nowMs, limit, here }: { readonly nowMs: number; readonly limit: number; readonly here: boolean },
): Promise<Queued[]> {
  const { rows } = await via.query<Queued & Record<string, unknown>>({
    ...(here ? QUEUE_HERE : QUEUE),
    values: [nowMs, limit],
  })
  return rows
}

/** Deliveries that were handed to Redis and are in nobody's hands, up to so many. */
export async function countQueued(via: Queryable, most: number): Promise<number> {
  const { rows } = await via.query<{ count: number }>(
    `select count(*) from (select from notification_deliveries where state = 'queued' limit $1) as queued`,
    [most],
  )
  return rows[0]?.count ?? 0
}

/** What was queued or claimed before a moment and has got no further: lost with Redis, or with its worker. */
export async function findStranded(
  via: Queryable,
  { nowMs, queuedBeforeMs, limit }: { readonly nowMs: number; readonly queuedBeforeMs: number; readonly limit: number },
): Promise<Queued[]> {
  const { rows } = await via.query<Queued & Record<string, unknown>>({
    name: 'notify-stranded',
    text: `with lost as (
        select id from notification_deliveries where state = 'queued' and queued_at <= ${at('$1')}
        order by queued_at, id limit $3 for update skip locked
      ), again as (
        update notification_deliveries d set queued_at = ${at('$2')} from lost where d.id = lost.id returning ${QUEUED}
      )
      select * from again
      union all
      (select ${QUEUED} from notification_deliveries d where state = 'sending' and lease_until <= ${at('$2')}
       order by lease_until limit $3)`,
    values: [queuedBeforeMs, nowMs, limit],
  })
  return rows
}

/** How long the oldest delivery that is due has been so, and how many there are; of those that wait and those that
 * are queued the first ten thousand each, by the index of each. */
export async function measureBacklog(
  via: Queryable,
  nowMs: number,
): Promise<{ readonly due: number; readonly oldestSeconds: number; readonly held: number }> {
  const { rows } = await via.query<{ due: number; oldest: string | null; held: number }>(
    `select count(*) as due, extract(epoch from ${at('$1')} - min(next_attempt_at)) as oldest,
       (select count(*) from notification_deliveries where state = 'held') as held
     from (
       (select next_attempt_at from notification_deliveries where state = 'waiting' and channel <> 'in_app'
          and next_attempt_at <= ${at('$1')} limit 10000)
       union all
       (select next_attempt_at from notification_deliveries where state = 'waiting' and channel = 'in_app'
          and next_attempt_at <= ${at('$1')} limit 10000)
       union all
       (select next_attempt_at from notification_deliveries where state = 'queued' and next_attempt_at <= ${at('$1')} limit 10000)
     ) as backlog`,
    [nowMs],
  )
  const [row] = rows
  return { due: row?.due ?? 0, oldestSeconds: Math.max(0, Number(row?.oldest ?? 0)), held: row?.held ?? 0 }
}
