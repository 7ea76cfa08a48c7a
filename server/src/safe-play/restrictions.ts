import {
  accept,
  type LimitId,
  type Limits,
  type PendingChange,
  type Restrictions,
  type Result,
  refuse,
} from '@casino-club/shared'
import type { SafeRefusal } from './refuse-play.ts'

const HOUR_MS = 3_600_000
/** A limit is loosened no sooner than this after it was asked for, */
export const COOLING_MS = 24 * HOUR_MS
/** and only if it is confirmed within this time from then on. */
export const CONFIRM_MS = 7 * 24 * HOUR_MS

export type LimitRefusal = 'NOTHING_TO_CHANGE'
export type ConfirmRefusal = 'NO_CHANGE_PENDING' | 'CHANGE_NOT_DUE'

/** Whether a value allows less than another; undefined and null allow anything. */
const isStricter = (value: number | null | undefined, than: number | null | undefined): boolean =>
  typeof value === 'number' && (typeof than !== 'number' || value < than)

const withoutPending = (pending: readonly PendingChange[], limit: LimitId) =>
  pending.filter((change) => change.limit !== limit)

function withLimit(limits: Limits, limit: LimitId, value: number | null): Limits {
  const { [limit]: _, ...others } = limits
  return value === null ? others : { ...others, [limit]: value }
}

export const dueAtMs = ({ askedAtMs }: PendingChange): number => askedAtMs + COOLING_MS
export const expiresAtMs = (change: PendingChange): number => dueAtMs(change) + CONFIRM_MS

/** Sets a limit: at once where that is stricter (and an older wish to loosen it is forgotten), else as a wish. */
export function changeLimit(
  before: Restrictions,
  { limit, value }: { readonly limit: LimitId; readonly value: number | null },
  nowMs: number,
): Result<{ after: Restrictions; applied: boolean }, LimitRefusal> {
  const current = before.limits[limit] ?? null
  if (value === current) return refuse('NOTHING_TO_CHANGE', 'the limit is this already')
  const pending = withoutPending(before.pending, limit)
  if (isStricter(value, current)) {
    return accept({ after: { ...before, limits: withLimit(before.limits, limit, value), pending }, applied: true })
  }
  const wish = { limit, value, askedAtMs: nowMs }
  return accept({ after: { ...before, pending: [...pending, wish] }, applied: false })
}

/** Confirms a wish to loosen a limit, once it is due and before it is forgotten. */
export function confirmLimit(
  before: Restrictions,
  limit: LimitId,
  nowMs: number,
): Result<Restrictions> | SafeRefusal<ConfirmRefusal> {
  const change = before.pending.find((wish) => wish.limit === limit)
  if (change === undefined || nowMs >= expiresAtMs(change)) return refuse('NO_CHANGE_PENDING', 'nothing to confirm')
  if (nowMs < dueAtMs(change)) {
    return { ...refuse('CHANGE_NOT_DUE', 'a limit is loosened after 24 hours'), retryAfterMs: dueAtMs(change) - nowMs }
  }
  const limits = withLimit(before.limits, limit, change.value)
  return accept({ ...before, limits, pending: withoutPending(before.pending, limit) })
}

/** Takes a wish to loosen a limit back. */
export function cancelLimit(before: Restrictions, limit: LimitId): Result<Restrictions, 'NO_CHANGE_PENDING'> {
  const pending = withoutPending(before.pending, limit)
  if (pending.length === before.pending.length) return refuse('NO_CHANGE_PENDING', 'nothing to take back')
  return accept({ ...before, pending })
}

/** Closes the club to a player for some hours; a pause can be made longer and never shorter. */
export function startPause(
  before: Restrictions,
  hours: number,
  nowMs: number,
): Result<Restrictions> | SafeRefusal<'SELF_EXCLUDED' | 'NOTHING_TO_CHANGE'> {
  if (before.exclusion !== null) {
    return { ...refuse('SELF_EXCLUDED', 'an exclusion is in force'), untilMs: before.exclusion.untilMs }
  }
  const pausedUntilMs = nowMs + hours * HOUR_MS
  if (pausedUntilMs <= (before.pausedUntilMs ?? 0)) return refuse('NOTHING_TO_CHANGE', 'the pause lasts longer already')
  return accept({ ...before, pausedUntilMs })
}

/** The same instant so many months later, UTC; the last day of a month that is shorter. */
export function monthsLater(nowMs: number, months: number): number {
  const from = new Date(nowMs)
  const to = new Date(nowMs)
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return to.getTime()
}

/** Closes the club to a player for months, or for ever (null); can be made longer, never shorter and never undone. */
export function exclude(
  before: Restrictions,
  months: number | null,
  nowMs: number,
): Result<Restrictions, 'NOTHING_TO_CHANGE'> {
  const untilMs = months === null ? null : monthsLater(nowMs, months)
  const { exclusion } = before
  if (exclusion !== null && (exclusion.untilMs === null || (untilMs !== null && untilMs <= exclusion.untilMs))) {
    return refuse('NOTHING_TO_CHANGE', 'the exclusion lasts longer already')
  }
  return accept({ ...before, exclusion: { sinceMs: exclusion?.sinceMs ?? nowMs, untilMs } })
}

/** Ends an exclusion whose time is over: it never ends by itself. Limits and a longer pause stay as they are. */
export function confirmReturn(
  before: Restrictions,
  nowMs: number,
): Result<Restrictions> | SafeRefusal<'SELF_EXCLUDED' | 'NOTHING_TO_CHANGE'> {
  const { exclusion } = before
  if (exclusion === null) return refuse('NOTHING_TO_CHANGE', 'there is no exclusion')
  if (exclusion.untilMs === null || nowMs < exclusion.untilMs) {
    return { ...refuse('SELF_EXCLUDED', 'the exclusion is not over'), untilMs: exclusion.untilMs }
  }
  return accept({ ...before, exclusion: null })
}

/**
 * Whether nothing is looser than before: what an admin may do to a player. Longer pauses, lower limits and fewer wishes
 * are stricter, and so is being told more often.
 */
export function isAsStrict(after: Restrictions, before: Restrictions): boolean {
  const limits = Object.entries(before.limits) as [LimitId, number][]
  const untilOf = ({ exclusion }: Restrictions) =>
    exclusion === null ? 0 : (exclusion.untilMs ?? Number.POSITIVE_INFINITY)
  return (
    limits.every(([id, most]) => (after.limits[id] ?? Number.POSITIVE_INFINITY) <= most) &&
    after.pending.every((change) => before.pending.some((wish) => JSON.stringify(wish) === JSON.stringify(change))) &&
    (after.pausedUntilMs ?? 0) >= (before.pausedUntilMs ?? 0) &&
    untilOf(after) >= untilOf(before) &&
    (before.exclusion === null || after.exclusion !== null) &&
    (after.realityCheckMinutes ?? Number.POSITIVE_INFINITY) <= (before.realityCheckMinutes ?? Number.POSITIVE_INFINITY)
  )
}

/**
 * Whether an account is held at least as tightly as another one, also once every wish that waits was confirmed: what the
 * other's player has decided must not be got around by taking his money here.
 */
export function holdsAllOf(own: Restrictions, other: Restrictions, nowMs: number): boolean {
  const loosest = (id: LimitId): number => {
    const wishes = own.pending.filter((wish) => wish.limit === id && nowMs < expiresAtMs(wish))
    const values = [own.limits[id] ?? null, ...wishes.map(({ value }) => value)]
    return Math.max(...values.map((value) => value ?? Number.POSITIVE_INFINITY))
  }
  const limits = Object.entries(other.limits) as [LimitId, number][]
  const minutes = other.realityCheckMinutes ?? Number.POSITIVE_INFINITY
  return (
    limits.every(([id, most]) => loosest(id) <= most) &&
    (own.realityCheckMinutes ?? Number.POSITIVE_INFINITY) <= minutes
  )
}
