import { at } from '../platform/postgres/instant.ts'

/**
 * What happens to a notification is told in the statement that does it: a CTE more, no statement of its own. These are the
 * parts of SQL that it consists of; nothing personal is in what is told.
 */
const EVENTS = {
  raised: { type: 'notification.raised', schemaVersion: 1 },
  withdrawn: { type: 'notification.withdrawn', schemaVersion: 1 },
  read: { type: 'notification.read', schemaVersion: 1 },
  archived: { type: 'notification.archived', schemaVersion: 1 },
  opened: { type: 'notification.opened', schemaVersion: 1 },
} as const

/** What a delivery comes to, by its state; one that waits is told of where something but its own fault keeps it. */
const ENDS = {
  sent: { type: 'notification.sent', schemaVersion: 1 },
  waiting: { type: 'notification.deferred', schemaVersion: 1 },
  skipped: { type: 'notification.refused', schemaVersion: 1 },
  gone: { type: 'notification.failed', schemaVersion: 1 },
  dead: { type: 'notification.failed', schemaVersion: 1 },
  expired: { type: 'notification.expired', schemaVersion: 1 },
  cancelled: { type: 'notification.cancelled', schemaVersion: 1 },
} as const

const ENDS_SQL = Object.entries(ENDS)
  .map(([state, { type, schemaVersion }]) => `('${state}', '${type}', ${schemaVersion})`)
  .join(', ')

const INTO = 'insert into notification_events (day, user_id, occurred_at, type, schema_version, xid, payload)'
/** Once for all rows of the statement. */
const PLACE = '(select event_place())'

/** SQL that tells one event of each row of `from`, which has `user_id`, at the instant of a parameter. */
export function tellEach(event: keyof typeof EVENTS, atMs: string, payload: string, from: string): string {
  const { type, schemaVersion } = EVENTS[event]
  return `${INTO} select (${at(atMs)} at time zone 'UTC')::date, user_id, ${at(atMs)}, '${type}', ${schemaVersion}, ${PLACE},
    ${payload} from ${from}`
}

/** The columns of `notification_deliveries d` that `tellEnds` needs. */
export const END_COLUMNS = `d.id, d.notification_id, d.user_id, d.channel, d.category, d.rounds, d.attempts, d.state, d.reason,
  d.next_attempt_at`

/**
 * SQL that tells what deliveries came to, from rows with `END_COLUMNS` as they are now. `reasons` gives the word of those that
 * are dead, in SQL; `where` leaves out what is no end.
 */
export function tellEnds(
  from: string,
  atMs: string,
  { dead = `'transient'`, where = 'true' }: { readonly dead?: string; readonly where?: string } = {},
): string {
  return `${INTO} select (${at(atMs)} at time zone 'UTC')::date, e.user_id, ${at(atMs)}, t.type, t.version, ${PLACE},
    json_build_object('notificationId', e.notification_id, 'deliveryId', e.id, 'channel', e.channel, 'category', e.category,
      'round', e.rounds, 'attempt', e.attempts,
      'reason', case when e.state in ('skipped', 'waiting', 'cancelled') then e.reason when e.state = 'gone' then 'gone'
        when e.state = 'dead' then ${dead} end,
      'untilMs', case when e.state = 'waiting' then (extract(epoch from e.next_attempt_at) * 1000)::bigint end)
    from ${from} e join (values ${ENDS_SQL}) as t(state, type, version) on t.state = e.state where ${where}`
}
