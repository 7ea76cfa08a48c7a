import { PLAYER_DAYS } from '../activity/index.ts'
import { JobFault, type PageContext, type PageResult, type SqlJob } from '../jobs/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { isBehind, readerName } from '../stream/index.ts'
import { findFirstDay, rollUp } from './roll-up.store.ts'

const DAY_MS = 86_400_000
/** Events of before this are counted into days, or the reader is behind. */
const SETTLED_MS = 600_000

export interface RollUpOptions {
  readonly zone: string
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
const numberOf = (day: string): number => Date.parse(day) / DAY_MS

/**
 * Counts the club's days, every hour: yesterday and today, and whatever was missed since the last time. A page is a day;
 * counted again it comes out the same.
 */
export function rollUpJob({ zone, dayOf }: RollUpOptions): SqlJob {
  return {
    name: 'analytics.days',
    cron: '40 * * * *',
    shardByTime: true,
    catchUp: 'latest',
    repeatable: true,
    page: async ({ cursor, nowMs, dryRun }: PageContext, tx: Queryable): Promise<PageResult> => {
      const today = dayOf(nowMs)
      const first = async () => {
        const found = await findFirstDay(tx)
        return Math.min(found === null ? today : numberOf(found), today - 1)
      }
      const day = cursor === undefined ? await first() : (cursor as number)
      if (cursor === undefined && !dryRun && (await isBehind(tx, readerName(PLAYER_DAYS), nowMs - SETTLED_MS))) {
        throw new JobFault('the days of players are not counted yet')
      }
      if (dryRun) return { worked: today - day + 1, skipped: 0 }
      await rollUp(tx, dayAt(day), zone, day < today)
      return { worked: 1, skipped: 0, ...(day < today && { cursor: day + 1 }) }
    },
  }
}
