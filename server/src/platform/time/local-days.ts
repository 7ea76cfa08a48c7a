import { type Calendar, calendarOf } from './calendar.ts'

const DAY_MS = 86_400_000
const calendars = new Map<string, Calendar>()

function calendarIn(zone: string): Calendar {
  const known = calendars.get(zone)
  if (known) return known
  const calendar = calendarOf(zone)
  calendars.set(zone, calendar)
  return calendar
}

/** Local dates from one to another, both `YYYY-MM-DD`; negative where the other is the earlier one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** The local date so many days later (earlier where negative). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** When the local day of this moment began and when the next one begins, as ms since the epoch. */
export function localMidnights(nowMs: number, zone: string): { readonly beganAtMs: number; readonly endsAtMs: number } {
  const { beganAtMs, endsAtMs } = calendarIn(zone)(nowMs)
  return { beganAtMs: beganAtMs[0], endsAtMs }
}

const canonical = new Map<string, string>()

/** One name for a zone, however it is written. */
export function zoneNamed(name: string): string {
  const known = canonical.get(name)
  if (known !== undefined) return known
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
  if (name === timeZone) canonical.set(name, timeZone)
  return timeZone
}
