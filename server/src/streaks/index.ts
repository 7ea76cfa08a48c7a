/**
 * Streaks: days in a row on which a player came and said so.
 * Invariants: a local date is ticked once, whatever device or zone says so; a day is paid in the entry that writes it; a
 * shield is taken only in the entry whose streak it saves; midnight is computed from the clock and stored nowhere; a day is
 * paid by the published terms that its event names, which never change.
 */
export { findBadStreak } from './streak-checks.store.ts'
export { streakRoutes } from './streaks.routes.ts'
export { Streaks } from './streaks.service.ts'
