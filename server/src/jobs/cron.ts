import { Cron } from 'croner'
import { utcDay } from '../platform/clock.ts'

/** When a job fires, and the UTC day that firing is for. */
export interface Firing {
  readonly businessDate: string
  readonly dueAtMs: number
}

const DAY_MS = 86_400_000
/** A job that has not run for longer is somebody's to look at, not to catch up blindly. */
export const MAX_FIRINGS = 1_000

const read = (cron: string) => new Cron(cron, { timezone: 'UTC', mode: '5-part', paused: true })
const firing = (at: Date): Firing => ({ businessDate: utcDay(at.getTime()), dueAtMs: at.getTime() })

/** Throws where a schedule is not five fields of cron, never fires, or fires twice on a UTC day where it may not. */
export function checkCron(name: string, cron: string, often = false): void {
  const days = read(cron)
    .nextRuns(400, new Date(0))
    .map((at) => utcDay(at.getTime()))
  if (days.length === 0) throw new Error(`${name}: ${cron} never fires`)
  if (!often && new Set(days).size < days.length) throw new Error(`${name}: ${cron} fires more than once a day`)
}

/** Every firing after one moment up to another, of the latest thousand days or fewer, in order. */
export function firingsBetween(cron: string, afterMs: number, untilMs: number, days = MAX_FIRINGS): Firing[] {
  const from = Math.max(afterMs, untilMs - days * DAY_MS)
  const found: Firing[] = []
  const schedule = read(cron)
  for (let at = schedule.nextRun(new Date(from)); at !== null && at.getTime() <= untilMs; at = schedule.nextRun(at)) {
    if (at.getTime() > afterMs) found.push(firing(at))
  }
  return found
}

/** The last firing up to this moment; undefined: none within four years. */
export function lastFiring(cron: string, nowMs: number): Firing | undefined {
  // A firing at this very moment counts.
  const [at] = read(cron).previousRuns(1, new Date(nowMs + 1_000 - (nowMs % 1_000)))
  return at && firing(at)
}

/** The next firing after this moment, in ms since the epoch; null: never. */
export function nextFiringMs(cron: string, nowMs: number): number | null {
  return read(cron).nextRun(new Date(nowMs))?.getTime() ?? null
}

/** What a firing is called among those of its day. */
export const timeShard = ({ dueAtMs }: Firing): string =>
  new Date(dueAtMs).toISOString().slice(11, 16).replace(':', '-')

/** The firing of a UTC day; undefined: the job does not fire on it. */
export function firingOn(cron: string, businessDate: string): Firing | undefined {
  const beginMs = Date.parse(businessDate)
  return firingsBetween(cron, beginMs - 1, beginMs + DAY_MS - 1)[0]
}
