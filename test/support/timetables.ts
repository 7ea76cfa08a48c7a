import { afterAll } from 'vitest'
import type { Job } from '../../server/src/jobs/job.types.ts'
import { Jobs } from '../../server/src/jobs/jobs.service.ts'
import { JobRunner } from '../../server/src/jobs/runner.ts'
import { Timetable } from '../../server/src/jobs/timetable.ts'
import type { Clock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { publishOn } from '../../server/src/platform/postgres/bus.ts'
import { createPool, type Pool } from '../../server/src/platform/postgres/pool.ts'
import { freshDatabase } from './databases.ts'
import { ownerOf } from './sql.ts'

export const log = createLog(process.env.TEST_LOG_LEVEL ?? 'silent')

/** A database with a table `marks`, where the jobs of a test write what they did: an item of a day is there once. */
export async function aTimetableDatabase() {
  const databaseUrl = await freshDatabase()
  const { sql, pool } = ownerOf(databaseUrl)
  await sql('create table marks (job text, day date, item integer, by text, at timestamptz default clock_timestamp())')
  await sql('create unique index marks_once on marks (job, day, item)')
  await sql('grant select, insert on marks to casino_app')
  afterAll(() => pool.end())
  return { databaseUrl, sql }
}

export interface Worker {
  readonly pool: Pool
  readonly runner: JobRunner
  readonly jobs: Jobs
}

/** A process that works off these jobs, as far as the database can tell. */
export function aWorker(databaseUrl: string, list: readonly Job[], clock: Clock): Worker {
  const pool = createPool({ databaseUrl, max: 4, log, name: 'casino-test-worker' })
  afterAll(() => pool.end())
  const timetable = new Timetable(list)
  const deps = { pool, clock, log, metrics: createMetrics(), timetable, publish: publishOn }
  return { pool, runner: new JobRunner(deps), jobs: new Jobs(deps) }
}
