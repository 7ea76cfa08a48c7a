import { checkCron, type Firing, timeShard } from './cron.ts'
import type { Job } from './job.types.ts'

const WHOLE_DAY = ['all'] as const

export const shardsOf = ({ shards }: Pick<Job, 'shards'>): readonly string[] => shards ?? WHOLE_DAY

/** The shards that a firing has runs of. */
export const shardsAt = (job: Pick<Job, 'shards' | 'shardByTime'>, firing: Firing): readonly string[] =>
  job.shardByTime ? [timeShard(firing)] : shardsOf(job)

/** Every job there is; throws at the start where one is declared wrongly. */
export class Timetable {
  readonly jobs: readonly Job[]

  constructor(jobs: readonly Job[]) {
    if (new Set(jobs.map(({ name }) => name)).size < jobs.length) throw new Error('two jobs have one name')
    for (const { name, cron, shardByTime } of jobs) checkCron(name, cron, shardByTime)
    this.jobs = jobs
  }

  find(name: string): Job | undefined {
    return this.jobs.find((job) => job.name === name)
  }
}
