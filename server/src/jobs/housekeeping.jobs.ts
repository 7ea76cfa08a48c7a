import type { Clock } from '../platform/clock.ts'
import { utcDay } from '../platform/clock.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { countSpent, forgetSpent, SPENT_KINDS } from './forget.store.ts'
import type { SqlJob } from './job.types.ts'
import { countPartitionsToDrop, countPartitionsToMake, dropPartitions, makePartitions } from './partitions.store.ts'

const DAY_MS = 86_400_000
/** Yesterday, today, and a week ahead: a job that misses some days does no harm. */
const PARTITION_DAYS = 9
/** Where the job goes on: the days ahead are there. */
const MADE = 'made'

/** Makes the coming days' partitions; gives how many it made. */
export function ensurePartitions(via: Queryable, clock: Clock): Promise<number> {
  return makePartitions(via, utcDay(clock.nowMs() - DAY_MS), PARTITION_DAYS)
}

/**
 * The partitions of the days ahead, and then, in a transaction of its own, those of notifications' events that are over: dropping
 * waits for everybody who reads them, and neither the days ahead nor who writes into them wait with it.
 */
export const partitionsJob: SqlJob = {
  name: 'housekeeping.partitions',
  cron: '5 0 * * *',
  catchUp: 'latest',
  repeatable: true,
  async page({ cursor, nowMs, dryRun }, tx) {
    const [make, drop] = dryRun ? [countPartitionsToMake, countPartitionsToDrop] : [makePartitions, dropPartitions]
    if (cursor === MADE) return { worked: await drop(tx, utcDay(nowMs)), skipped: 0 }
    return { worked: await make(tx, utcDay(nowMs - DAY_MS), PARTITION_DAYS), skipped: 0, cursor: MADE }
  },
}

/** Takes away what nobody needs any more, one kind after the other. */
export function forgetJob({ signInHistoryDays }: { signInHistoryDays: number }): SqlJob {
  return {
    name: 'housekeeping.forget',
    cron: '20 3 * * *',
    catchUp: 'latest',
    repeatable: true,
    async page({ cursor, nowMs, limit, dryRun }, tx) {
      const index = SPENT_KINDS.findIndex((kind) => kind === (cursor ?? SPENT_KINDS[0]))
      const kind = SPENT_KINDS[index]
      // A cursor of a release that kept other kinds: what is left is tomorrow's.
      if (kind === undefined) return { worked: 0, skipped: 0 }
      const at = { nowMs, signInHistoryDays }
      const worked = dryRun ? await countSpent(tx, kind, at) : await forgetSpent(tx, kind, at, limit)
      const next = worked < limit || dryRun ? SPENT_KINDS[index + 1] : kind
      return { worked, skipped: 0, cursor: next }
    },
  }
}
