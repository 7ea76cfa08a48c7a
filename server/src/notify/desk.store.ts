import type { DeadLetter, NotificationHold, NotificationTrace, RedriveBody } from '@casino-club/shared'
import { publishOn } from '../platform/postgres/bus.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { ChannelName } from './channel.ts'
import { publishDecided } from './dead-letters.store.ts'

type Filter = Pick<RedriveBody, 'channel' | 'class' | 'template'>

/** An instant as JSON has it. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const FILTER = `($1::text is null or d.channel = $1) and ($2::text is null or l.class = $2) and ($3::text is null or n.template = $3)`
const FROM = `from notification_dead_letters l join notification_deliveries d on d.id = l.delivery_id
  join notifications n on n.id = d.notification_id`
const valuesOf = (filter: Filter) => [filter.channel ?? null, filter.class ?? null, filter.template ?? null]

/** A page of dead letters with what was decided about each. */
export async function findDeadLetters(
  via: Queryable,
  {
    page,
    perPage,
    order,
    state,
    ...filter
  }: Filter & { page: number; perPage: number; order: string; state?: string | undefined },
): Promise<{ readonly letters: DeadLetter[]; readonly total: number }> {
  const where = `${FILTER} and ($4::text is null or l.state = $4)`
  const values = [...valuesOf(filter), state ?? null]
  const [found, counted] = await Promise.all([
    via.query<DeadLetter & Record<string, unknown>>(
      `select l.id, d.notification_id as "notificationId", d.user_id as "userId", d.channel, n.template, l.class, l.state, l.error,
         l.stack, l.attempts, l.round, ${iso('l.died_at')} as "diedAt", ${iso('d.deadline_at')} as "deadlineAt",
         (select coalesce(json_agg(json_build_object('move', m.move, 'reason', m.reason, 'admin', a.site_id, 'at', ${iso('m.at')})
            order by m.id), '[]') from notification_dead_letter_moves m left join admin_users a on a.id = m.admin_id
          where m.dead_letter_id = l.id) as moves
       ${FROM} where ${where} order by l.id ${order.toUpperCase() === 'ASC' ? 'asc' : 'desc'} limit $5 offset $6`,
      [...values, perPage, (page - 1) * perPage],
    ),
    via.query<{ total: number }>(`select count(*) as total ${FROM} where ${where}`, values),
  ])
  return { letters: found.rows, total: counted.rows[0]?.total ?? 0 }
}

const MOST_REDRIVEN = 10_000
const WAITING = `l.state in ('open', 'parked') and d.state = 'dead'`
const STILL_WORTH = `d.deadline_at > ${at('$4')} and n.cancelled_at is null`

/** How many of the dead letters that wait for a decision may still be told, and how many are over. */
export async function countRedrivable(
  via: Queryable,
  filter: Filter,
  nowMs: number,
): Promise<{ readonly matching: number; readonly over: number }> {
  const { rows } = await via.query<{ matching: number; over: number }>(
    `select count(*) filter (where ${STILL_WORTH}) as matching, count(*) filter (where not (${STILL_WORTH})) as over
     ${FROM} where ${FILTER} and ${WAITING}`,
    [...valuesOf(filter), nowMs],
  )
  const { matching = 0, over = 0 } = rows[0] ?? {}
  return { matching: Math.min(matching, MOST_REDRIVEN), over }
}

/** Takes dead letters up again, the oldest first, spread over time; gives their ids. */
export async function redrive(
  tx: Queryable,
  filter: Filter,
  { nowMs, perMinute, adminId, reason }: { nowMs: number; perMinute: number; adminId: number; reason: string },
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `with chosen as (
       select l.id, l.delivery_id ${FROM} where ${FILTER} and ${WAITING} and ${STILL_WORTH}
       order by l.id limit ${MOST_REDRIVEN} for update of l, d skip locked
     ), numbered as (
       select id, delivery_id, row_number() over (order by id) - 1 as place from chosen
     ), letters as (
       update notification_dead_letters l set state = 'requeued', settled_at = ${at('$4')} from chosen c where l.id = c.id
     ), sendings as (
       update notification_deliveries s set state = 'waiting', reason = 'redriven', attempts = 0, rounds = s.rounds + 1,
         next_attempt_at = ${at('$4')} + make_interval(secs => n.place * 60.0 / $5)
       from numbered n where s.id = n.delivery_id
     ), moves as (
       insert into notification_dead_letter_moves (dead_letter_id, move, reason, admin_id, at)
       select id, 'redriven', left($7, 200), $6, ${at('$4')} from chosen
     )
     select id from numbered order by id`,
    [...valuesOf(filter), nowMs, perMinute, adminId, reason],
  )
  if (rows.length > 0) await publishOn(tx, 'notifications', {})
  const ids = rows.map(({ id }) => id)
  await publishDecided(tx, ids)
  return ids
}

/** Origins that are held now, with what waits for them. */
export async function findHolds(via: Queryable): Promise<NotificationHold[]> {
  const { rows } = await via.query<NotificationHold & Record<string, unknown>>(
    `select h.id, h.channel, h.origin, h.detail, ${iso('h.since')} as since, (select count(*) from notification_deliveries d
       where d.state = 'held' and d.channel = h.channel and d.origin = h.origin) as waiting
     from notification_holds h where h.released_at is null order by h.id`,
  )
  return rows
}

/**
 * Lets what waits for an origin go on, by the number of its hold or by its name; undefined: it is not held. Gives the origin and
 * how many go on. Without an admin it is the club itself, to which the origin has shown that it takes messages again.
 */
export async function releaseHold(
  tx: Queryable,
  which: { readonly id: number } | { readonly channel: ChannelName; readonly origin: string },
  { nowMs, adminId }: { readonly nowMs: number; readonly adminId: number | null },
): Promise<{ readonly channel: ChannelName; readonly origin: string; readonly released: number } | undefined> {
  const [id, channel, origin] = 'id' in which ? [which.id, null, null] : [null, which.channel, which.origin]
  const { rows } = await tx.query<{ channel: ChannelName; origin: string }>(
    `update notification_holds set released_at = ${at('$2')}, released_by = $3
     where released_at is null and (id = $1 or channel = $4 and origin = $5) returning channel, origin`,
    [id, nowMs, adminId, channel, origin],
  )
  const [hold] = rows
  if (hold === undefined) return undefined
  const { rowCount } = await tx.query(
    `update notification_deliveries set state = 'waiting', origin = null, reason = 'released', next_attempt_at = ${at('$3')}
     where state = 'held' and channel = $1 and origin = $2`,
    [hold.channel, hold.origin, nowMs],
  )
  if (rowCount) await publishOn(tx, 'notifications', {})
  return { ...hold, released: rowCount ?? 0 }
}

/** What was raised for a player, newest first, with every step of every delivery. */
export async function traceNotifications(
  via: Queryable,
  userId: number,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ readonly traces: NotificationTrace[]; readonly total: number }> {
  const [found, counted] = await Promise.all([
    via.query<NotificationTrace & Record<string, unknown>>(
      `select n.id, n.template, n.category, json_build_object('en', n.title_en, 'ko', n.title_ko) as title,
         ${iso('n.raised_at')} as "raisedAt", ${iso('n.deadline_at')} as "deadlineAt", ${iso('n.cancelled_at')} as "cancelledAt",
         ${iso('n.read_at')} as "readAt",
         (select coalesce(json_agg(json_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason,
            'nextAttemptAt', ${iso('d.next_attempt_at')}, 'sentAt', ${iso('d.sent_at')}, 'clickedAt', ${iso('d.clicked_at')},
            'attempts', (select coalesce(json_agg(json_build_object('round', a.round, 'attempt', a.attempt, 'event', a.event,
               'detail', a.detail, 'at', ${iso('a.at')}) order by a.id), '[]') from notification_attempts a
             where a.delivery_id = d.id)) order by d.id), '[]')
          from notification_deliveries d where d.notification_id = n.id) as deliveries
       from notifications n where n.user_id = $1 order by n.id desc limit $2 offset $3`,
      [userId, perPage, (page - 1) * perPage],
    ),
    via.query<{ total: number }>('select count(*) as total from notifications where user_id = $1', [userId]),
  ])
  return { traces: found.rows, total: counted.rows[0]?.total ?? 0 }
}
