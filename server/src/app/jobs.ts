import { archiveJob } from '../activity/index.ts'
import { alertsJob, expiringJob, inactiveJob } from '../alerts/index.ts'
import { rollUpJob } from '../analytics/index.ts'
import { passCouponJob, seasonEndJob } from '../battlepass/index.ts'
import { boardsFreezeJob, zoneRewardsJob } from '../boards/index.ts'
import type { Config } from '../config.ts'
import { experimentWatchJob } from '../experiments/index.ts'
import { friendsSettleJob } from '../invitations/index.ts'
import { type Catalogue, itemExpiryJob } from '../items/index.ts'
import { forgetJob, JobRunner, Jobs, partitionsJob, Timetable, Watchdog } from '../jobs/index.ts'
import { triageJob } from '../notify/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import { pushCleanupJob } from '../push/index.ts'
import type { MayContact, Policy } from '../safe-play/index.ts'
import { segmentsJob } from '../segments/index.ts'
import { vaultExpiryJob, vaultSnapshotJob } from '../vaults/index.ts'
import { vipDailyJob } from '../vip/index.ts'

export interface JobParts {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly catalogue: Catalogue
  readonly mayContact: MayContact
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly publish: Bus['publish']
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
  readonly policy: Pick<Policy, 'zone'>
  readonly config: Pick<Config, 'signInHistoryDays' | 'actionArchive' | 'alertsZone' | 'messages'>
}

/** The timetable of the club: a new job is a line here. */
export function buildJobs(parts: JobParts) {
  const timetable = new Timetable([
    partitionsJob,
    vaultExpiryJob,
    itemExpiryJob(parts),
    vaultSnapshotJob,
    friendsSettleJob,
    boardsFreezeJob,
    zoneRewardsJob(parts),
    vipDailyJob(parts.dayOf),
    rollUpJob({ zone: parts.policy.zone, dayOf: parts.dayOf }),
    segmentsJob({ zone: parts.policy.zone, dayOf: parts.dayOf }),
    seasonEndJob(parts),
    passCouponJob(parts),
    alertsJob(parts.config),
    inactiveJob({ ...parts, afterDays: parts.config.messages.inactiveAfterDays }),
    expiringJob,
    triageJob(parts),
    pushCleanupJob,
    experimentWatchJob({ ...parts, bus: parts }),
    archiveJob(parts.config.actionArchive),
    forgetJob(parts.config),
  ])
  const jobs = new Jobs({ ...parts, timetable })
  return {
    timetable,
    jobs,
    runner: new JobRunner({ ...parts, timetable }),
    watchdog: new Watchdog({ ...parts, jobs }),
  }
}
