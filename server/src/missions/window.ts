import type { MissionPeriod } from '@casino-club/shared'
import { type Calendar, calendarOf } from '../platform/time/calendar.ts'

/** A day or a week of the club: its first day (`YYYY-MM-DD`) and when it ends, in ms since the epoch. */
export interface MissionWindow {
  readonly began: string
  readonly endsAtMs: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Longer than any day or week in which the clocks change, shorter than any two of them. */
const INTO_NEXT_MS = { daily: 30 * HOUR_MS, weekly: 7 * DAY_MS + 6 * HOUR_MS } as const
const INDEX = { daily: 0, weekly: 1 } as const
/** Week 0 began on Monday, 29 December 1969. */
const FIRST_MONDAY = -3

const dayOf = (calendar: Calendar, period: MissionPeriod, nowMs: number): number => {
  const [day, week] = calendar(nowMs).windows
  return period === 'daily' ? day : week * 7 + FIRST_MONDAY
}

/** The windows of a zone of the IANA database; weeks are those of ISO 8601. */
export function missionWindows(zone: string): (period: MissionPeriod, nowMs: number) => MissionWindow {
  const today = calendarOf(zone)
  // A calendar keeps the day it was asked for last: the next window must not push today's out.
  const later = calendarOf(zone)
  return (period, nowMs) => {
    const index = INDEX[period]
    const beganAtMs = today(nowMs).beganAtMs[index]
    return {
      began: new Date(dayOf(today, period, nowMs) * DAY_MS).toISOString().slice(0, 10),
      endsAtMs: later(beganAtMs + INTO_NEXT_MS[period]).beganAtMs[index],
    }
  }
}
