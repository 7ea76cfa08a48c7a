import { localTimeOf } from '../format/zone.ts'
import type { DayRange } from '../providers/desk-actions.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 400
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`)

/** The last so many days of the club's zone, today among them. */
export function lastDays(count: number, nowMs: number): DayRange {
  const dayAt = (atMs: number) => localTimeOf(new Date(atMs).toISOString()).slice(0, 10)
  return { from: dayAt(nowMs - (count - 1) * DAY_MS), until: dayAt(nowMs) }
}

/** Whether a range can be asked for: two days, in order, not more than the server reads at once. */
export function isRange({ from, until }: DayRange): boolean {
  const days = (noon(until) - noon(from)) / DAY_MS + 1
  return days >= 1 && days <= MOST_DAYS
}

/** Every day or Monday of a range as `YYYY-MM-DD`, so that a time without a sale is a gap in no chart. */
export function stepsOf({ from, until }: DayRange, by: 'day' | 'week'): string[] {
  const step = by === 'day' ? 1 : 7
  const weekday = (new Date(noon(from)).getUTCDay() + 6) % 7
  const firstMs = by === 'day' ? noon(from) : noon(from) - weekday * DAY_MS
  const count = Math.floor((noon(until) - firstMs) / (step * DAY_MS)) + 1
  return Array.from({ length: Math.max(count, 0) }, (_, index) =>
    new Date(firstMs + index * step * DAY_MS).toISOString().slice(0, 10),
  )
}
