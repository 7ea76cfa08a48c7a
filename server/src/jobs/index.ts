/** What happens by the clock. Every round may be repeated or missed without harm. */
export { startExpiry } from './expiry.ts'
export { startHeartbeat } from './heartbeat.ts'
export { ensurePartitions, keepHouse, startHousekeeping } from './housekeeping.ts'
