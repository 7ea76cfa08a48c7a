import { findLastDone, lastFiring, nextFiringMs } from '../jobs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { liveOn, type RuleVersion } from './rules.store.ts'

/** When everybody is decided anew. */
export const RUN = { job: 'segments.daily', cron: '0 2 * * *' } as const
const DAY_MS = 86_400_000

export interface Calendar {
  readonly clock: Clock
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}
export interface Standing {
  /** What the segments stand by, as the last finished run decided them; before the first run, what is in force today. */
  readonly live: readonly RuleVersion[]
  /** What the next run will take. */
  readonly next: readonly RuleVersion[]
  /** The day whose rules that are, `YYYY-MM-DD`. */
  readonly nextOn: string
}

/** The club's local day of an instant, `YYYY-MM-DD`. */
export const localDay = ({ dayOf }: Pick<Calendar, 'dayOf'>, atMs: number): string =>
  new Date(dayOf(atMs) * DAY_MS).toISOString().slice(0, 10)

/** What a run of a day takes that begins at an instant: what is approved later waits for the next one. */
export const takenBy = (versions: readonly RuleVersion[], day: string, startedAtMs: number): RuleVersion[] =>
  liveOn(
    versions.filter(({ approvedAt }) => approvedAt !== null && approvedAt.getTime() <= startedAtMs),
    day,
  )

/** Of these versions, which the segments stand by, and which come next. */
export async function findStanding(
  via: Queryable,
  calendar: Calendar,
  versions: readonly RuleVersion[],
): Promise<Standing> {
  const nowMs = calendar.clock.nowMs()
  const last = await findLastDone(via, RUN.job)
  const due = lastFiring(RUN.cron, nowMs)
  const isOpen = last !== undefined && due !== undefined && due.dueAtMs > last.dueAtMs
  const nextMs = isOpen ? due.dueAtMs : (nextFiringMs(RUN.cron, nowMs) ?? nowMs)
  const nextOn = localDay(calendar, nextMs)
  const live = last
    ? takenBy(versions, localDay(calendar, last.dueAtMs), last.startedAtMs)
    : liveOn(versions, localDay(calendar, nowMs))
  return { live, next: liveOn(versions, nextOn), nextOn }
}
