import type { SqlJob } from '../../server/src/jobs/job.types.ts'

export interface MarkingOptions {
  readonly items: number
  readonly by?: string
  /** Told before an item is marked, within the page's transaction. */
  readonly before?: (item: number) => Promise<void> | void
}

/** A job that marks so many items of a day, ten a page. */
export function markingJob(
  terms: Pick<SqlJob, 'name' | 'cron' | 'catchUp' | 'repeatable'>,
  options: MarkingOptions,
): SqlJob {
  const { items, by = 'one', before } = options
  return {
    ...terms,
    async page({ cursor, businessDate, dryRun }, tx) {
      const from = typeof cursor === 'number' ? cursor : 0
      const until = Math.min(from + 10, items)
      for (let item = from; item < until; item++) {
        await before?.(item)
        if (dryRun) continue
        await tx.query('insert into marks (job, day, item, by) values ($1, $2, $3, $4)', [
          terms.name,
          businessDate,
          item,
          by,
        ])
      }
      return { worked: until - from, skipped: 0, ...(until < items && { cursor: until }) }
    },
  }
}
