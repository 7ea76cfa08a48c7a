import { markingJob } from './marking-job.ts'
import { aClock } from './sources.ts'
import type { Sql } from './sql.ts'
import { aTimetableDatabase, aWorker, type Worker } from './timetables.ts'

export const DAILY = '10 0 * * *'
/** Ten minutes to the first firing, that of 22 November. */
const MIDNIGHT = Date.UTC(2026, 10, 22)

interface RunRow {
  day: string
  state: string
  worked: number
  skipped: number
}

/** A database of its own with one job of 25 items, and workers on it. */
export async function aDailyClub(
  catchUp: 'every' | 'latest' | { withinMinutes: number },
  options: { repeatable?: boolean } = {},
) {
  const { databaseUrl, sql } = await aTimetableDatabase()
  const clock = aClock(MIDNIGHT)
  const terms = { name: 'marks', cron: DAILY, catchUp, ...options }
  const worker = (by = 'one', before?: (item: number) => Promise<void> | void): Worker =>
    aWorker(databaseUrl, [markingJob(terms, { items: 25, by, ...(before && { before }) })], clock)
  const runs = () =>
    sql<RunRow & Record<string, unknown>>(
      `select business_date::text as day, state, worked, skipped from batch_runs order by business_date`,
    )
  const days = async () =>
    (
      await sql<{ day: string; n: number }>('select day::text, count(*) as n from marks group by day order by min(at)')
    ).map(({ day, n }) => [day, n])
  return { databaseUrl, sql, clock, worker, runs, days }
}

export const endLease = (sql: Sql) => sql(`update batch_runs set lease_until = clock_timestamp() - interval '1 second'`)

export const NOBODY = { admin: { adminId: null, siteId: 'system' }, request: { address: 'system', id: 'test' } }
