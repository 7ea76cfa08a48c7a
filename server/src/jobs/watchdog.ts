import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Jobs } from './jobs.service.ts'
import { TROUBLES, type Trouble } from './trouble.rule.ts'

export interface WatchdogDependencies {
  readonly jobs: Jobs
  readonly metrics: Pick<Metrics, 'jobTroubles'>
  readonly log: Log
}

const EVERY_MS = 60_000

/** Tells of jobs that were missed, have failed or are slow: as a metric, and in the log when it begins and ends. */
export class Watchdog {
  private readonly deps: WatchdogDependencies
  private readonly known = new Map<string, Trouble | null>()
  private timer: NodeJS.Timeout | undefined

  constructor(deps: WatchdogDependencies) {
    this.deps = deps
  }

  start(): void {
    const safely = () => {
      this.look().catch((error: unknown) => this.deps.log.warn({ err: error }, 'the jobs could not be looked at'))
    }
    safely()
    this.timer = setInterval(safely, EVERY_MS)
    this.timer.unref()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  async look(): Promise<void> {
    const { jobs, metrics, log } = this.deps
    for (const { id: job, trouble } of await jobs.list()) {
      for (const each of TROUBLES) metrics.jobTroubles.set({ job, trouble: each }, each === trouble ? 1 : 0)
      const before = this.known.get(job) ?? null
      this.known.set(job, trouble)
      if (trouble === before) continue
      if (trouble === null) log.info({ job }, 'a job is well again')
      else log.error({ job, trouble }, 'a job wants an operator')
    }
  }
}
