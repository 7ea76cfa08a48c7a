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
  readonly afterUser: number
  readonly limit: number
}

/** It ends on the local date of the reminder, or on the next one where it is evening. */
const ENDS_TODAY = `(v.expires_at at time zone h.zone)::date - h.day between 0 and case when h.evening then 1 else 0 end`

/** The players' own zone: as they set it for messages, else that of their last day of attendance, else `$6`. */
const OWN_ZONE = `lateral (select coalesce(
    (select s.zone from notification_settings s where s.user_id = v.user_id),
    (select a.zone from attendance_days a where a.user_id = v.user_id order by a.local_date desc limit 1), $6) as zone) as own
  join hours h on h.zone = own.zone`

/** Of a vault that attendance unlocks. */
const BY_ATTENDANCE = `exists (select from vault_definitions d where d.id = v.definition_id and d.unlock_by = 'attendance_days'`

/**
 * What makes a reminder due, as the source words it (000…, section 5). A vault that is not CLAIMED and whose time is not
 * over is LOCKED or UNLOCKED. The source counts two days of three: one less than the vault asks for.
 */
const CONDITIONS: Readonly<Record<AlertType, string>> = {
  EXPIRY_D0: ENDS_TODAY,
  EXPIRY_D2: `v.expires_at <= ${at('$1')} + interval '48 hours' and not ${ENDS_TODAY}`,
  ATTENDANCE_D2: `${BY_ATTENDANCE} and d.unlock_amount - 1 = (select count(*) from attendance_days a
    where a.user_id = v.user_id and a.attended_at >= v.opened_at))`,
  TICKET_ZERO: `${BY_ATTENDANCE}) and exists (select from players p where p.user_id = v.user_id and p.tickets = 0)`,
}

/** Said once of a vault; only its last day is said on the evening before and on the day. */
const once = (type: AlertType): string =>
  type === 'EXPIRY_D0'
    ? 'true'
    : `not exists (select from notifications n where n.user_id = v.user_id and n.params ? 'vaultId'
        and n.params ->> 'vaultId' = v.id::text and n.template = '${type}')`

const dueSql = (type: AlertType, ownZone: boolean): string => `
with hours as materialized (select * from unnest($2::text[], $3::date[], $4::boolean[]) as h(zone, day, evening))
select distinct on (v.user_id) v.user_id as "userId", v.id as "vaultId", v.type as "vaultType", v.coins,
  (extract(epoch from v.expires_at) * 1000)::bigint as "expiresMs", h.zone, h.day::text as day
from player_vaults v ${ownZone ? `cross join ${OWN_ZONE}` : 'cross join hours h'}
where v.user_id > $5 and v.state in ('LOCKED', 'UNLOCKED') and v.expires_at > ${at('$1')} and ${CONDITIONS[type]}
  and exists (select from users u where u.id = v.user_id and u.deletion_requested_at is null and u.deleted_at is null)
  and not exists (select from notifications n where n.dedupe_key = '${type}:' || v.user_id || ':' || h.day)
  and ${once(type)}
order by v.user_id, v.expires_at, v.coins desc, v.id limit ${ownZone ? '$7' : '$6'}`

const STATEMENTS = new Map(
  ALERT_TYPES.flatMap((type) => [true, false].map((own) => [`${type} ${own}`, dueSql(type, own)] as const)),
)

/** The next players to be reminded, by one statement; of several vaults, the one that ends first. */
export async function findDue(tx: Queryable, type: AlertType, terms: DueTerms): Promise<DueAlert[]> {
  const { nowMs, hours, defaultZone, afterUser, limit } = terms
  const { rows } = await tx.query<DueAlert & Record<string, unknown>>({
    text: STATEMENTS.get(`${type} ${defaultZone !== null}`) ?? '',
    values: [
      nowMs,
      hours.map(({ zone }) => zone),
      hours.map(({ day }) => day),
      hours.map(({ evening }) => evening),
      afterUser,
      ...(defaultZone === null ? [] : [defaultZone]),
      limit,
    ],
  })
  return rows
}

/** Every zone that the database knows by name. */
export async function findZones(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    `select name from pg_timezone_names where name !~ '^(posix|right)/' order by name`,
  )
  return rows.map(({ name }) => name)
}
