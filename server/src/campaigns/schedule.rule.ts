import { accept, type CampaignSchedule, type Result, refuse } from '@casino-club/shared'
import { instantOf, nextAt } from './wall-time.ts'

/** Where a local date begins first. */
const EASTERNMOST = 'Pacific/Kiritimati'
const DAY_MS = 86_400_000
/** A start that nobody will remember having asked for. */
const FARTHEST_MS = 366 * DAY_MS
/** A turn that comes later than this after its local time waits for the next day's: it was meant for that hour. */
export const LATE_MS = 3_600_000

/** When a campaign begins, as ms since the epoch; a moment that is over, or further than a year away, is refused. */
export function startOf(schedule: CampaignSchedule, nowMs: number): Result<number, 'SCHEDULE_INVALID'> {
  if (schedule.kind === 'now') return accept(nowMs)
  const { date, time } = schedule
  const ms = instantOf(date, time, schedule.kind === 'at' ? schedule.zone : EASTERNMOST)
  if (ms > nowMs + FARTHEST_MS) return refuse('SCHEDULE_INVALID', 'the start is more than a year away')
  if (schedule.kind === 'at') return ms > nowMs ? accept(ms) : refuse('SCHEDULE_INVALID', 'the start is over')
  // Somewhere it is still the day before: whose hour of that date is over gets it at the next one.
  const over = instantOf(date, time, 'Etc/GMT+12')
  if (over <= nowMs) return refuse('SCHEDULE_INVALID', 'the start is over everywhere')
  return accept(Math.max(ms, nowMs))
}

/** When the turn of players in a zone comes, for a campaign that begins at this moment. */
export function turnIn(zone: string, schedule: CampaignSchedule, beginsMs: number): number {
  if (schedule.kind !== 'local') return beginsMs
  const ms = instantOf(schedule.date, schedule.time, zone)
  return ms >= beginsMs ? ms : nextAt(schedule.time, zone, beginsMs)
}
