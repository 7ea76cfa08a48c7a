import type { SqlJob } from '../jobs/index.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { countTriage, type Triaged, triageDeadLetters } from './triage.store.ts'

export interface TriageDependencies {
  readonly log: Log
  readonly metrics: Pick<Metrics, 'notificationTriage'>
}

/** A firing that nobody was there for is made good by the next one: it looks at all that is open. */
const LATEST_MINUTES = 30

/** Looks through the dead letters every quarter of an hour, page by page. */
export function triageJob(deps: TriageDependencies): SqlJob {
  return {
    name: 'notifications.triage',
    cron: '*/15 * * * *',
    shardByTime: true,
    catchUp: { withinMinutes: LATEST_MINUTES },
    repeatable: true,
    async page({ nowMs, limit, dryRun, cursor }, tx) {
      if (dryRun) return { worked: await countTriage(tx, nowMs), skipped: 0 }
      const done = await triageDeadLetters(tx, nowMs, limit)
      tell(deps, done)
      const { requeued, parked, closed, expired } = done
      const letters = requeued.length + parked.length + closed.length
      const isFull = letters === limit || expired === limit
      const page = typeof cursor === 'number' ? cursor : 1
      return { worked: letters + expired, skipped: 0, ...(isFull && { cursor: page + 1 }) }
    },
  }
}

/** Before the page is kept: one that is not is counted once more. */
function tell({ metrics, log }: TriageDependencies, { requeued, parked, closed, expired }: Triaged): void {
  const counts = { requeued: requeued.length, parked: parked.length, closed: closed.length, expired }
  for (const [move, count] of Object.entries(counts)) metrics.notificationTriage.inc({ move }, count)
  if (Object.values(counts).every((count) => count === 0)) return
  log[parked.length > 0 ? 'error' : 'info'](counts, 'dead letters of notifications were looked through')
}
