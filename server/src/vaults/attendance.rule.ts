import { HOME_ZONE } from '@casino-club/shared'

/** A day on which a player was here. */
export interface AttendedDay {
  /** `YYYY-MM-DD` where he was. */
  readonly localDate: string
  readonly zone: string
}

/** The zone of players whose own is not known. */
export const CLUB_ZONE = HOME_ZONE

const formats = new Map<string, Intl.DateTimeFormat>()

/** The date that a moment has in a zone of the IANA database, as `YYYY-MM-DD`. */
export function localDateOf(nowMs: number, zone: string): string {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(nowMs)
}

/**
 * The day that an entry at this moment counts for; undefined: it has been counted. After a change of zone a day counts only
 * where it is a new one in both zones, so nobody wins a day by travelling, or by saying so.
 */
export function attendedDay(last: AttendedDay | undefined, zone: string, nowMs: number): AttendedDay | undefined {
  const localDate = localDateOf(nowMs, zone)
  if (last === undefined) return { localDate, zone }
  const isNew = localDate > last.localDate && localDateOf(nowMs, last.zone) > last.localDate
  return isNew ? { localDate, zone } : undefined
}
