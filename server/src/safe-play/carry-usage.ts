import type { Usage, UsageWindow } from '@casino-club/shared'
import type { Calendar } from '../platform/time/calendar.ts'
import { type CountedAt, NO_SESSION, windowsNow } from './usage.ts'

const FIRST_FIGURE = 2

/** What was used of the windows that are open now; null: nothing. */
export function usedNow(usage: Usage | undefined, calendar: Calendar, nowMs: number): Usage['windows'] | null {
  const windows = windowsNow(usage, calendar, { seq: 0, nowMs })
  return windows.some((window) => window.slice(FIRST_FIGURE).some((figure) => figure !== 0)) ? windows : null
}

/** Losses add up; what the other account has won leaves no room for further losses here. */
const lossOf = (net: number): number => Math.min(net, 0)

/** A window that has ended since it was looked at adds nothing. */
function addWindow(own: UsageWindow, other: UsageWindow): UsageWindow {
  if (own[0] !== other[0]) return own
  const [id, since, stakedCoins, netCoins, stakedGems, netGems, playMs, spentWon] = own
  return [
    id,
    since,
    stakedCoins + other[2],
    netCoins + lossOf(other[3]),
    stakedGems + other[4],
    netGems + lossOf(other[5]),
    playMs + other[6],
    spentWon + other[7],
  ]
}

/**
 * Counts here what another account of the same person has used of the open windows. The session stays as it is: the
 * other account's ends with its log-ins.
 */
export function carryUsage(
  usage: Usage | undefined,
  other: Usage['windows'],
  at: CountedAt,
  calendar: Calendar,
): Usage {
  const [day, week, month] = windowsNow(usage, calendar, at)
  return {
    since: usage?.since ?? at.seq,
    windows: [addWindow(day, other[0]), addWindow(week, other[1]), addWindow(month, other[2])],
    session: usage?.session ?? NO_SESSION,
  }
}
