const DAY_MS = 86_400_000
const WEEK_DAYS = 7
const MONTHS = 12
/** 1 January 1970 was a Thursday: three days into its week. */
const FIRST_WEEKDAY = 3
/** No zone's midnight is further from that of UTC. */
const FARTHEST_ZONE_MS = 15 * 3_600_000

/** Where an instant lies: the numbers of its day, week (from Monday) and month, when each of them began, and when the day ends. */
export interface Today {
  readonly windows: readonly [day: number, week: number, month: number]
  readonly beganAtMs: readonly [day: number, week: number, month: number]
  readonly endsAtMs: number
}

/** Tells where an instant lies in the calendar of one zone. */
export type Calendar = (nowMs: number) => Today

/** The calendar of a zone of the IANA database; the zone's changes of clock make days of 23 and 25 hours. */
export function calendarOf(zone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const dayOf = (ms: number): number => Math.round(Date.parse(`${format.format(ms)}T00:00:00Z`) / DAY_MS)
  /** The first instant of a day: found by halving, so that a midnight which the clocks leap over is no exception. */
  const beginOf = (day: number): number => {
    let [before, from] = [day * DAY_MS - FARTHEST_ZONE_MS, day * DAY_MS + FARTHEST_ZONE_MS]
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2)
      if (dayOf(middle) >= day) from = middle
      else before = middle
    }
    return from
  }
  let known = { fromMs: 0, today: { windows: [0, 0, 0], beganAtMs: [0, 0, 0], endsAtMs: 0 } as Today }
  return (nowMs) => {
    if (nowMs >= known.fromMs && nowMs < known.today.endsAtMs) return known.today
    const day = dayOf(nowMs)
    const date = new Date(day * DAY_MS)
    const week = Math.floor((day + FIRST_WEEKDAY) / WEEK_DAYS)
    const month = date.getUTCFullYear() * MONTHS + date.getUTCMonth()
    const fromMs = beginOf(day)
    const beganAtMs = [fromMs, beginOf(week * WEEK_DAYS - FIRST_WEEKDAY), beginOf(day - date.getUTCDate() + 1)] as const
    known = { fromMs, today: { windows: [day, week, month], beganAtMs, endsAtMs: beginOf(day + 1) } }
    return known.today
  }
}

/** The number of the local day of an instant; with a calendar of its own, which keeps the day it was asked for last. */
export function dayNumberIn(zone: string): (atMs: number) => number {
  const calendar = calendarOf(zone)
  return (atMs) => calendar(atMs).windows[0]
}
