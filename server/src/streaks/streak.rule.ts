import type { StreakState, StreakTerms } from '@casino-club/shared'
import { addDays, daysBetween, localMidnights } from '../platform/time/local-days.ts'
import { attendedDay, CLUB_ZONE, localDateOf } from '../vaults/index.ts'

const HOUR_MS = 3_600_000

/** What a streak is looked at with. */
export interface Look {
  readonly nowMs: number
  /** Where the device says it is. */
  readonly askedZone: string | undefined
  /** Shields the player has. */
  readonly shields: number
  readonly terms: StreakTerms
}

/** A tick that can be made now. */
export interface Tick {
  /** The local date it counts for. */
  readonly day: string
  /** Days of the streak with it. */
  readonly count: number
  /** Days missed before it; saved by as many shields unless the streak is lost. */
  readonly missed: number
  /** Days in a row that are lost; 0: none. */
  readonly lost: number
  /** Until when it can be made, where it is for yesterday; ms since the epoch. */
  readonly graceUntilMs: number | undefined
}

/** How a streak stands at a moment. Nothing of it is stored: midnight passes by itself. */
export interface StreakStanding {
  readonly zone: string
  readonly zoneSince: string
  readonly today: string
  /** Undefined: everything up to today is ticked. */
  readonly tick: Tick | undefined
}

/** The zone that counts: the asked one, unless the last change was a few days ago. */
function zoneOf(streak: StreakState | undefined, { askedZone, nowMs, terms }: Look): string {
  if (streak === undefined) return askedZone ?? CLUB_ZONE
  if (askedZone === undefined) return streak.zone
  const settled = daysBetween(streak.zoneSince, localDateOf(nowMs, streak.zone)) >= terms.zoneDays
  return settled ? askedZone : streak.zone
}

/** Where a streak with so many missed days goes on. */
function goOn({ count }: StreakState, day: string, missed: number, { shields, terms }: Look): Tick {
  const isSaved = missed <= Math.min(shields, terms.mostShields)
  return { day, count: isSaved ? count + 1 : 1, missed, lost: isSaved ? 0 : count, graceUntilMs: undefined }
}

/**
 * Yesterday's tick, where it keeps a streak that is lost without it, or that a shield would be taken for. Today can then
 * be ticked as well, so that the window gives nobody a day more than there are.
 */
function inGrace(streak: StreakState, gap: number, zone: string, look: Look): Tick | undefined {
  const { nowMs, terms } = look
  const graceUntilMs = localMidnights(nowMs, zone).beganAtMs + terms.graceHours * HOUR_MS
  if (gap < 2 || nowMs >= graceUntilMs) return undefined
  const tick = goOn(streak, addDays(streak.lastDay, gap - 1), gap - 2, look)
  return tick.lost > 0 ? undefined : { ...tick, graceUntilMs }
}

/** In the zone of the streak. */
function tickHere(streak: StreakState, today: string, look: Look): Tick | undefined {
  const gap = daysBetween(streak.lastDay, today)
  // A clock that was set back, too.
  if (gap <= 0) return undefined
  return inGrace(streak, gap, streak.zone, look) ?? goOn(streak, today, gap - 1, look)
}

/** In another zone than before: a day counts where it is new in both, and is missed where it is missed in both. */
function tickAfterMove(streak: StreakState, zone: string, today: string, look: Look): Tick | undefined {
  const { lastDay, zone: zoneBefore } = streak
  if (attendedDay({ localDate: lastDay, zone: zoneBefore }, zone, look.nowMs) === undefined) return undefined
  const gap = Math.min(daysBetween(lastDay, today), daysBetween(lastDay, localDateOf(look.nowMs, zoneBefore)))
  return goOn(streak, today, gap - 1, look)
}

/** How a player's streak stands. */
export function streakAt(streak: StreakState | undefined, look: Look): StreakStanding {
  const zone = zoneOf(streak, look)
  const today = localDateOf(look.nowMs, zone)
  if (streak === undefined) {
    const tick = { day: today, count: 1, missed: 0, lost: 0, graceUntilMs: undefined }
    return { zone, zoneSince: today, today, tick }
  }
  const isHere = zone === streak.zone
  const tick = isHere ? tickHere(streak, today, look) : tickAfterMove(streak, zone, today, look)
  return { zone, zoneSince: isHere ? streak.zoneSince : today, today, tick }
}

/** The days before a tick that shields saved. */
export const shieldedDays = ({ day, missed, lost }: Tick): string[] =>
  lost > 0 ? [] : Array.from({ length: missed }, (_, index) => addDays(day, index - missed))
