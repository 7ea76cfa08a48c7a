import type { Queryable } from '../platform/postgres/pool.ts'

/** Where it is time for reminders, and which local date it is there. */
export interface ReminderHour {
  readonly zone: string
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly evening: boolean
}

const MORNING = '09:00'
const EVENING = '18:00'
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  return format
}

/** A moment as the wall shows it: `YYYY-MM-DD HH:MM`. */
export const wallTime = (atMs: number, zone: string): string => formatOf(zone).format(atMs)

const MINUTE_MS = 60_000
const FIRST_MINUTE = 9 * 60
const LAST_MINUTE = 21 * 60

/** Milliseconds until nine in the evening where the player is; undefined: it is not between nine and nine there. */
export function daytimeLeft(atMs: number, zone: string): number | undefined {
  const time = wallTime(atMs, zone).slice(-5)
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return minute >= FIRST_MINUTE && minute < LAST_MINUTE ? (LAST_MINUTE - minute) * MINUTE_MS : undefined
}

/** The zones of these in which it is nine or six o'clock at this moment. */
export function reminderHours(zones: readonly string[], atMs: number): ReminderHour[] {
  return zones.flatMap((zone) => {
    const [day = '', time] = wallTime(atMs, zone).split(' ')
    return time === MORNING || time === EVENING ? [{ zone, day, evening: time === EVENING }] : []
  })
}

/** The zones that both the database and this process know. */
export function bothKnow(names: readonly string[]): string[] {
  return names.filter((name) => {
    try {
      return /^[A-Za-z]/.test(name) && formatOf(name) !== undefined
    } catch {
      return false
    }
  })
}

/** Reads the zones once a process. */
export function zonesOnce(read: (tx: Queryable) => Promise<string[]>): (tx: Queryable) => Promise<string[]> {
  let known: string[] | undefined
  return async (tx) => {
    known ??= bothKnow(await read(tx))
    return known
  }
}
