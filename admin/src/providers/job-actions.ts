import { type JobDryRun, jobDryRunReply, jobRunsReply, jobSchema } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { JobRow, JobRunRow } from './resources.ts'

/** A day to be run now; without a date the latest that was due. */
export interface JobOrder {
  readonly date?: string
  readonly again: boolean
  readonly reason: string
}

/** What is done about the jobs of the timetable. Each call resolves only when the server has done it. */
export interface JobActions {
  runJob(name: string, order: JobOrder): Promise<JobRunRow[]>
  tryJob(name: string, date: string | undefined): Promise<JobDryRun>
  switchJob(name: string, enabled: boolean, reason: string): Promise<JobRow>
}

/** A dry run takes its time; the server ends it before this. */
const DRY_RUN_MS = 60_000

export function createJobActions(http: Http): JobActions {
  const post = (name: string, what: string, body: unknown, timeoutMs?: number) =>
    http.authorized(`/api/admin/jobs/${encodeURIComponent(name)}/${what}`, {
      method: 'POST',
      body,
      ...(timeoutMs !== undefined && { timeoutMs }),
    })
  return {
    runJob: async (name, order) => await parsed(await post(name, 'run', order), jobRunsReply),
    tryJob: async (name, date) => {
      const body = date === undefined ? {} : { date }
      return await parsed(await post(name, 'dry-run', body, DRY_RUN_MS), jobDryRunReply)
    },
    switchJob: async (name, enabled, reason) =>
      await parsed(await post(name, 'switch', { enabled, reason }), jobSchema),
  }
}
