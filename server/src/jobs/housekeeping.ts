import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { forgetProcesses } from './heartbeat.store.ts'
import { ensurePartitions } from './housekeeping.jobs.ts'
import { countEventsOutside } from './partitions.store.ts'

const EVERY_MS = 3_600_000

export interface HousekeepingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly metrics: Pick<Metrics, 'eventsOutsidePartitions'>
  readonly log: Log
}

/** What cannot wait for the timetable: partitions before the doors open, the alarm for rows outside them, dead processes. */
export async function keepHouse({ pool, clock, metrics }: HousekeepingDependencies): Promise<void> {
  await ensurePartitions(pool, clock)
  metrics.eventsOutsidePartitions.set(await countEventsOutside(pool))
  await forgetProcesses(pool)
}

/** Keeps house every hour; one round more than needed does nothing. */
export function startHousekeeping(deps: HousekeepingDependencies): { stop(): void } {
  const timer = setInterval(() => {
    keepHouse(deps).catch((error: unknown) => deps.log.error({ err: error }, 'housekeeping failed'))
  }, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
