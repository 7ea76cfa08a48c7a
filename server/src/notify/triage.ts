import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { type Triaged, triageDeadLetters } from './triage.store.ts'

export interface TriageDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'notificationTriage'>
  /** Takes what was decided about out of Redis. */
  readonly hideDead: (ids: readonly number[]) => Promise<void>
}

const EVERY_MS = 900_000
const PAGE = 500

/** Looks through the dead letters every quarter of an hour; one process at a time, the others have nothing to do. */
export class Triage {
  private readonly deps: TriageDependencies
  private timer: NodeJS.Timeout | undefined
  private round: Promise<unknown> = Promise.resolve()

  constructor(deps: TriageDependencies) {
    this.deps = deps
  }

  /** Looks now, too: a process that is started again and again looks all the same. */
  start(): void {
    const safely = () => {
      this.round = this.work().catch((error: unknown) => {
        this.deps.log.warn({ err: error }, 'the dead letters could not be looked through')
      })
    }
    safely()
    this.timer = setInterval(safely, EVERY_MS)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.round
  }

  /** One round over all open dead letters, a page a transaction. */
  async work(): Promise<void> {
    for (;;) {
      const { pool, clock } = this.deps
      const done = await inTransaction(pool, (tx) => triageDeadLetters(tx, clock.nowMs(), PAGE))
      if (done === undefined) return
      await this.tell(done)
      if (done.requeued.length + done.parked.length + done.closed.length + done.expired < PAGE) return
    }
  }

  private async tell({ requeued, parked, closed, expired }: Triaged): Promise<void> {
    const { metrics, log, hideDead } = this.deps
    const counts = { requeued: requeued.length, parked: parked.length, closed: closed.length, expired }
    for (const [move, count] of Object.entries(counts)) metrics.notificationTriage.inc({ move }, count)
    await hideDead([...requeued, ...closed])
    if (Object.values(counts).every((count) => count === 0)) return
    log[parked.length > 0 ? 'error' : 'info'](counts, 'dead letters of notifications were looked through')
  }
}
