/**
 * A process that works off a job of marks and kills itself at an item, in the middle of a page. Run by
 * `jobs-crash.test.ts`, which gives it DATABASE_URL, NOW_MS and KILL_AT_ITEM.
 */
import { JobRunner } from '../../server/src/jobs/runner.ts'
import { Timetable } from '../../server/src/jobs/timetable.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { createPool } from '../../server/src/platform/postgres/pool.ts'
import { markingJob } from './marking-job.ts'

const { DATABASE_URL = '', NOW_MS = '0', KILL_AT_ITEM = '' } = process.env
const log = createLog('silent')
const pool = createPool({ databaseUrl: DATABASE_URL, max: 2, log, name: 'casino-victim' })
const job = markingJob(
  { name: 'marks', cron: '10 0 * * *', catchUp: 'every' },
  {
    items: 25,
    by: 'victim',
    before: async (item) => {
      if (item !== Number(KILL_AT_ITEM)) return
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => undefined)
    },
  },
)
const timetable = new Timetable([job])
const clock = { nowMs: () => Number(NOW_MS) }
await new JobRunner({ pool, clock, log, metrics: createMetrics(), timetable }).work()
await pool.end()
