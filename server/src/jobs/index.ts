/**
 * What happens by the clock: loops of seconds, and the timetable of what is done once a day.
 * Invariants: a run is a row before anything of it is done, one for a job, a UTC day and a shard; only who claimed it last
 * writes for it; its cursor is kept with its work, so wherever it is cut off it goes on there; what was missed is found
 * without Redis.
 */
export { lastFiring, nextFiringMs } from './cron.ts'
export { startHeartbeat } from './heartbeat.ts'
export { ensurePartitions, forgetJob, partitionsJob } from './housekeeping.jobs.ts'
export { keepHouse, startHousekeeping } from './housekeeping.ts'
export {
  type CommandJob,
  type Fence,
  type Job,
  JobFault,
  type PageContext,
  type PageResult,
  RunTakenOver,
  type SqlJob,
} from './job.types.ts'
export { jobRoutes } from './jobs.routes.ts'
export { Jobs } from './jobs.service.ts'
export { findLastDone, findStart, lastDone } from './last-done.store.ts'
export { JobRunner } from './runner.ts'
export { startTimetable } from './start.ts'
export { Timetable } from './timetable.ts'
export { Watchdog } from './watchdog.ts'
