import type { NotificationSettings, NotificationSettingsBody } from '@casino-club/shared'
import { HOME_ZONE, NOTIFICATION_CHANNELS, NOTIFICATION_TYPES } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { CONSENT_MS } from './gates.rule.ts'

interface SettingsRow {
  revision: number | null
  all_off: boolean | null
  off_types: string[] | null
  off_channels: string[] | null
  quiet_from: number | null
  quiet_to: number | null
  zone: string | null
  lived_in: string | null
  advertising_since: Date | null
  night_since: Date | null
  push_devices: number
  email_suppressed: boolean
  optouts: string[]
}

/** What he has said, and what can be done about it: shown together, kept apart. */
export interface KnownSettings {
  readonly shown: NotificationSettings
  /** Channels that he has said no to, whatever they reach. */
  readonly offChannels: readonly string[]
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const switches = <Name extends string>(names: readonly Name[], off: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, !off.includes(name)])) as Record<Name, boolean>

const SETTINGS_SQL = `
select s.*, p.state #>> '{streak,zone}' as lived_in,
  (select count(*) from push_subscriptions d where d.user_id = asked.id and d.is_active) as push_devices,
  exists (select from users u join email_suppressions e on e.suppressed_at is not null
    and e.address_hash = sha256(convert_to('email:' || lower(u.email), 'UTF8')) where u.id = asked.id) as email_suppressed,
  array(select category from email_optouts o where o.user_id = asked.id) as optouts
from (select $1::bigint as id) as asked left join notification_settings s on s.user_id = asked.id
left join players p on p.user_id = asked.id`

/** A consent that still holds; one that has lapsed is given anew, and by nobody but him. */
const lasting = (since: Date | null | undefined, nowMs: number): string | null =>
  since && nowMs < since.getTime() + CONSENT_MS ? since.toISOString() : null

/** What a player wants, and what stands against it; what holds before he has said anything, where he has not. */
export async function findKnown(via: Queryable, userId: number, nowMs: number): Promise<KnownSettings> {
  const { rows } = await via.query<SettingsRow & Record<string, unknown>>(SETTINGS_SQL, [userId])
  const [row] = rows
  const offChannels = row?.off_channels ?? []
  const channels = switches(NOTIFICATION_CHANNELS, offChannels)
  const pushDevices = row?.push_devices ?? 0
  const emailSuppressed = row?.email_suppressed ?? false
  const shown: NotificationSettings = {
    revision: row?.revision ?? 0,
    allOff: row?.all_off ?? false,
    types: switches(NOTIFICATION_TYPES, row?.off_types ?? []),
    channels: {
      ...channels,
      push: channels.push && pushDevices > 0,
      email: channels.email && !emailSuppressed,
    },
    quietHours: { from: timeOf(row?.quiet_from ?? 0), to: timeOf(row?.quiet_to ?? 0) },
    letters: switches(['game', 'advertising'], row?.optouts ?? []),
    pushDevices,
    emailSuppressed,
    timeZone: row?.zone ?? row?.lived_in ?? HOME_ZONE,
    ownTimeZone: row?.zone ?? null,
    advertisingSince: lasting(row?.advertising_since, nowMs),
    nightSince: lasting(row?.night_since, nowMs),
  }
  return { shown, offChannels }
}

export const findSettings = async (via: Queryable, userId: number, nowMs: number): Promise<NotificationSettings> =>
  (await findKnown(via, userId, nowMs)).shown

const offOf = (wishes: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(wishes).flatMap(([name, on]) => (on ? [] : [name]))

/**
 * Writes what a player wants, if nobody has changed it since `seenRevision`; every change of a consent is kept beside it.
 * Letters are switched as he says now.
 */
export async function writeSettings(
  tx: Queryable,
  userId: number,
  wanted: Omit<NotificationSettingsBody, 'channels'> & { readonly offChannels: readonly string[] },
  { before, nowMs }: { readonly before: NotificationSettings; readonly nowMs: number },
): Promise<boolean> {
  const { seenRevision, allOff, types, offChannels, quietHours, timeZone, advertising } = wanted
  const now = new Date(nowMs).toISOString()
  const advertisingSince = advertising ? (before.advertisingSince ?? now) : null
  const nightSince = advertising && wanted.night ? (before.nightSince ?? now) : null
  const { rowCount } = await tx.query(
    `insert into notification_settings as s (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone,
       advertising_since, night_since, changed_at)
     select $1, 1, $3, $4, $5, $6, $7, $8, $9, $10, ${at('$11')}
     where $2 = 0 or exists (select from notification_settings k where k.user_id = $1)
     on conflict (user_id) do update set revision = s.revision + 1, all_off = $3, off_types = $4, off_channels = $5,
       quiet_from = $6, quiet_to = $7, zone = $8, advertising_since = $9, night_since = $10, changed_at = ${at('$11')}
     where s.revision = $2`,
    [
      ...[userId, seenRevision, allOff, offOf(types), offChannels],
      ...[minuteOf(quietHours.from), minuteOf(quietHours.to), timeZone, advertisingSince, nightSince, nowMs],
    ],
  )
  if (rowCount !== 1) return false
  if (wanted.letters) await switchLetters(tx, userId, offOf(wanted.letters), nowMs)
  const changes: [string, boolean][] = []
  if (advertisingSince !== before.advertisingSince) changes.push(['advertising', advertisingSince !== null])
  if (nightSince !== before.nightSince) changes.push(['night', nightSince !== null])
  if (changes.length > 0) await keepConsents(tx, userId, changes, nowMs)
  return true
}

async function switchLetters(tx: Queryable, userId: number, off: readonly string[], nowMs: number): Promise<void> {
  await tx.query('delete from email_optouts where user_id = $1 and not category = any($2)', [userId, off])
  await tx.query(
    `insert into email_optouts (user_id, category, since) select $1, c, ${at('$3')} from unnest($2::text[]) as c
     on conflict do nothing`,
    [userId, off, nowMs],
  )
}

async function keepConsents(
  tx: Queryable,
  userId: number,
  changes: readonly [string, boolean][],
  nowMs: number,
): Promise<void> {
  await tx.query(
    `insert into notification_consents (user_id, kind, given, at)
     select $1, c.kind, c.given, ${at('$4')} from unnest($2::text[], $3::boolean[]) as c(kind, given)`,
    [userId, changes.map(([kind]) => kind), changes.map(([, given]) => given), nowMs],
  )
}
