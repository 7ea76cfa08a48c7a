import { ageGuard } from '../age/index.ts'
import type { Config } from '../config.ts'
import { nodeHmac } from '../fairness/index.ts'
import { Catalogue } from '../items/index.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { createMetrics } from '../platform/metrics.ts'
import { Bus, publishOn } from '../platform/postgres/bus.ts'
import { createPool } from '../platform/postgres/pool.ts'
import { dayNumberIn } from '../platform/time/calendar.ts'
import { Journal, journalStore, PlayerActors, playerStore } from '../player/index.ts'
import { mayContact, policyOf, safePlayGuard } from '../safe-play/index.ts'
import { buildJobs } from './jobs.ts'

const POOL_SIZE = 6

/** The timetable for a command: as in the club, beside whatever processes of it are running. */
export async function openJobs(config: Config, databaseUrl: string) {
  const log = createLog('error')
  const metrics = createMetrics()
  const clock = systemClock
  const pool = createPool({ databaseUrl, max: POOL_SIZE, log, name: 'casino-jobs' })
  const journal = new Journal(journalStore(pool), metrics, { lanes: 1, maxBatch: 64, hands: 2 })
  const policy = policyOf(config.safePlayPolicy)
  const dayOf = dayNumberIn(policy.zone)
  const guard = ageGuard(safePlayGuard(policy), config.age.ratedGames)
  const deps = {
    journal,
    store: playerStore(pool),
    clock,
    hmac: nodeHmac,
    log,
    metrics,
    guard,
    played: () => undefined,
  }
  const bus = new Bus(databaseUrl, log)
  const actors = new PlayerActors(deps, bus, pool)
  const catalogue = new Catalogue({ pool, bus, clock, log })
  await catalogue.load()
  // Nobody is told of an order: it is worked off here, and the other processes find it where this one is cut off.
  const publish: typeof publishOn = async (via, topic, message) => {
    if (topic !== 'jobs') await publishOn(via, topic, message)
  }
  return {
    pool,
    ...buildJobs({
      ...{ pool, actors, clock, log, metrics, publish, config, catalogue, dayOf, policy },
      mayContact: mayContact(pool, policy),
    }),
    async close() {
      await journal.drain()
      await pool.end()
    },
  }
}
