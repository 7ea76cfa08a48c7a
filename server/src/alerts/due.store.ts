import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { ReminderHour } from './local-hours.ts'

export const ALERT_TYPES = ['EXPIRY_D0', 'EXPIRY_D2', 'ATTENDANCE_D2', 'TICKET_ZERO'] as const
export type AlertType = (typeof ALERT_TYPES)[number]

/** Whom to remind of which vault. */
export interface DueAlert {
  readonly userId: number
  readonly vaultId: number
  readonly vaultType: string
  readonly coins: number
  readonly expiresMs: number
  readonly zone: string
  /** The local date of the reminder, `YYYY-MM-DD`. */
  readonly day: string
}

export interface DueTerms {
  readonly nowMs: number
  readonly hours: readonly ReminderHour[]
  /** Null: everybody lives in the one zone of `hours`. */
  readonly defaultZone: string | null
}

/** It ends on the local date of the reminder, or on the next one where it is evening. */
const ENDS_TODAY = `(v.expires_at at time zone h.zone)::date - h.day between 0 and case when h.evening then 1 else 0 end`

/** A player's own zone: as he set it for messages, else that of his last day of attendance, else `$6`. */
const OWN_ZONE = `coalesce((select s.zone from notification_settings s where s.user_id = v.user_id),
    (select a.zone from attendance_days a where a.user_id = v.user_id order by a.local_date desc limit 1), $6)`

/** Of a vault that attendance unlocks. */
const BY_ATTENDANCE = `exists (select from vault_definitions d where d.id = v.definition_id and d.unlock_by = 'attendance_days'`

/**
 * What makes a reminder due, as the source words it (000…, section 5): of the vault anywhere, and where its player is. A vault
 * that is not CLAIMED and whose time is not over is LOCKED or UNLOCKED. The source counts two days of three: one less than the
 * vault asks for.
 */
const CONDITIONS: Readonly<Record<AlertType, { readonly anywhere: string; readonly there: string }>> = {
  // Within the longest evening before, so that zones are looked up for few.
  EXPIRY_D0: { anywhere: `v.expires_at <= ${at('$1')} + interval '32 hours'`, there: ENDS_TODAY },
  EXPIRY_D2: { anywhere: `v.expires_at <= ${at('$1')} + interval '48 hours'`, there: `not ${ENDS_TODAY}` },
  ATTENDANCE_D2: {
    anywhere: `${BY_ATTENDANCE} and d.unlock_amount - 1 = (select count(*) from attendance_days a
    where a.user_id = v.user_id and a.attended_at >= v.opened_at))`,
    there: 'true',
  },
  TICKET_ZERO: {
    anywhere: `${BY_ATTENDANCE}) and exists (select from players p where p.user_id = v.user_id and p.tickets = 0)`,
    there: 'true',
  },
}

/** Said once of a vault; only its last day is said on the evening before and on the day. */
const once = (type: AlertType): string =>
  type === 'EXPIRY_D0'
    ? 'true'
    : `not exists (select from notifications n where n.user_id = v.user_id and n.params ? 'vaultId'
        and n.params ->> 'vaultId' = v.id::text and n.template = '${type}')`

// Zones are looked up once for each vault that is due anywhere: in the join they would be for each of its hashes.
const dueSql = (type: AlertType, ownZone: boolean): string => `
with hours as materialized (select * from unnest($2::text[], $3::date[], $4::boolean[]) as h(zone, day, evening)),
anywhere as ${ownZone ? '' : 'not '}materialized (
  select v.id, v.user_id, v.type, v.coins, v.expires_at, ${ownZone ? OWN_ZONE : '(select zone from hours)'} as zone
  from player_vaults v
  where v.state in ('LOCKED', 'UNLOCKED') and v.expires_at > ${at('$1')} and ${CONDITIONS[type].anywhere}
)
select distinct on (v.user_id) ${at('$5')} as due_at, '${type}' as type, v.user_id, h.day, h.zone, v.id, v.type, v.coins, v.expires_at
from anywhere v join hours h using (zone)
where ${CONDITIONS[type].there}
  and exists (select from users u where u.id = v.user_id and u.deletion_requested_at is null and u.deleted_at is null)
  and ${once(type)}
order by v.user_id, v.expires_at, v.coins desc, v.id`

const statementOf = (type: AlertType, { defaultZone }: DueTerms) => dueSql(type, defaultZone !== null)

const valuesOf = ({ nowMs, hours, defaultZone }: DueTerms, dueAtMs: number): unknown[] => [
  nowMs,
  hours.map(({ zone }) => zone),
  hours.map(({ day }) => day),
  hours.map(({ evening }) => evening),
  dueAtMs,
  ...(defaultZone === null ? [] : [defaultZone]),
]

/** Seconds that one look over every vault may take; a page of anything else is far shorter. */
const LOOK_SECONDS = 120

/** Finds everybody whom the run of this moment is to remind, by one statement; of several vaults, the one that ends first. */
export async function queueDue(tx: Queryable, type: AlertType, dueAtMs: number, terms: DueTerms): Promise<number> {
  await tx.query(`set local statement_timeout = '${LOOK_SECONDS}s'`)
  const { rowCount } = await tx.query(
    `insert into alert_queue (due_at, type, user_id, day, zone, vault_id, vault_type, coins, expires_at)
     ${statementOf(type, terms)} on conflict do nothing`,
    valuesOf(terms, dueAtMs),
  )
  return rowCount ?? 0
}

/** How many that would be. */
export async function countDue(tx: Queryable, type: AlertType, dueAtMs: number, terms: DueTerms): Promise<number> {
  await tx.query(`set local statement_timeout = '${LOOK_SECONDS}s'`)
  const { rows } = await tx.query<{ due: number }>(
    `select count(*) as due from (${statementOf(type, terms)}) as found`,
    valuesOf(terms, dueAtMs),
  )
  return rows[0]?.due ?? 0
}

/** Takes the next players of a run out of the queue, in order. */
export async function takeDue(tx: Queryable, type: AlertType, dueAtMs: number, limit: number): Promise<DueAlert[]> {
  const { rows } = await tx.query<DueAlert & Record<string, unknown>>(
    // By their place: a table that has just been filled has no statistics, and a join would go through all of it.
    `with taken as (
       delete from alert_queue where ctid = any(array(
         select ctid from alert_queue where due_at = ${at('$1')} and type = $2 order by user_id limit $3)) returning *)
     select user_id as "userId", vault_id as "vaultId", vault_type as "vaultType", coins, zone, day::text as day,
       (extract(epoch from expires_at) * 1000)::bigint as "expiresMs"
     from taken order by user_id`,
    [dueAtMs, type, limit],
  )
  return rows
}

/** Forgets whom runs of before did not come to tell in time; gives how many. */
export async function dropLate(tx: Queryable, beforeMs: number): Promise<number> {
  const { rowCount } = await tx.query(`delete from alert_queue where due_at < ${at('$1')}`, [beforeMs])
  return rowCount ?? 0
}

/** Every zone that the database knows by name. */
export async function findZones(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    `select name from pg_timezone_names where name !~ '^(posix|right)/' order by name`,
  )
  return rows.map(({ name }) => name)
}
