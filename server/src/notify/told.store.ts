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

/** SQL of one of a few words that a constraint names, of an instant, and of what may be null, each as JSON has it. */
const word = (sql: string) => `'"' || ${sql} || '"'`
export const msOf = (sql: string) => `(date_part('epoch', ${sql}) * 1000)::bigint`
export const orNull = (sql: string) => `coalesce((${sql})::text, 'null')`

/** SQL of an object: put together as text, which takes a quarter of what the functions of JSON take. `rest` is more of it, from its comma on. */
export const jsonOf = (fields: Readonly<Record<string, string>>, rest = `'}'`): string =>
  `('{${Object.entries(fields)
    .map(([name, sql]) => `"${name}":' || (${sql}) || '`)
    .join(',')}' || ${rest})::json`

/** SQL that tells one event of each row of `from`, which has `user_id`, at the instant of a parameter. */
export function tellEach(event: keyof typeof EVENTS, atMs: string, payload: string, from: string): string {
  const { type, schemaVersion } = EVENTS[event]
  return `${INTO} select (${at(atMs)} at time zone 'UTC')::date, user_id, ${at(atMs)}, '${type}', ${schemaVersion}, ${PLACE},
    ${payload} from ${from}`
}

/** The columns of `notification_deliveries d` that `tellEnds` needs. */
export const END_COLUMNS = `d.id, d.notification_id, d.user_id, d.channel, d.category, d.rounds, d.attempts, d.state, d.reason,
  d.next_attempt_at`

/** Only ever a word: what a channel says in sentences may name somebody, and stays in the trace. */
const reasonOf = (dead: string) => `case
  when e.state in ('skipped', 'waiting', 'cancelled') then case when e.reason ~ '^[a-z_]{1,64}$' then e.reason else 'other' end
  when e.state = 'gone' then 'gone' when e.state = 'dead' then ${dead} end`

/**
 * SQL that tells what deliveries came to, from rows with `END_COLUMNS` as they are now. `dead` gives the word of those that
 * are dead, in SQL; `where` leaves out what is no end.
 */
export function tellEnds(
  from: string,
  atMs: string,
  { dead = `'transient'`, where = 'true' }: { readonly dead?: string; readonly where?: string } = {},
): string {
  return `${INTO} select (${at(atMs)} at time zone 'UTC')::date, e.user_id, ${at(atMs)}, t.type, t.version, ${PLACE},
    ${jsonOf({
      notificationId: 'e.notification_id',
      deliveryId: 'e.id',
      channel: word('e.channel'),
      category: word('e.category'),
      round: 'e.rounds',
      attempt: 'e.attempts',
      reason: orNull(word(reasonOf(dead))),
      untilMs: orNull(`case when e.state = 'waiting' then ${msOf('e.next_attempt_at')} end`),
    })}
    from ${from} e join (values ${ENDS_SQL}) as t(state, type, version) on t.state = e.state where ${where}`
}
