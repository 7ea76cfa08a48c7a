export type BoardPeriod = 'day' | 'week' | 'all'

/** A stretch of time that a board counts, from `startsAtMs` on and up to, not with, `endsAtMs`; null: without an end. */
export interface Season {
  readonly startsAtMs: number
  readonly endsAtMs: number | null
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** 1970 began on a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY_MS = 4 * DAY_MS

/** The season of a period that an instant lies in, in UTC. */
export function seasonAt(period: BoardPeriod, atMs: number): Season {
  if (period === 'all') return { startsAtMs: 0, endsAtMs: null }
  const [length, offset] = period === 'day' ? [DAY_MS, 0] : [WEEK_MS, FIRST_MONDAY_MS]
  const startsAtMs = Math.floor((atMs - offset) / length) * length + offset
  return { startsAtMs, endsAtMs: startsAtMs + length }
}

/** The season before the one that an instant lies in; undefined where there is only one. */
export function seasonBefore(period: BoardPeriod, atMs: number): Season | undefined {
  return period === 'all' ? undefined : seasonAt(period, seasonAt(period, atMs).startsAtMs - 1)
}
