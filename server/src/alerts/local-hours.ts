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
