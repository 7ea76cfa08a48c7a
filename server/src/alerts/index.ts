/**
 * Reminders: of vaults that end or wait, at nine and six o'clock, of items and coupons that end, and of the club itself.
 * Invariants: told once a type, player and local date; nobody is told of a vault that is over or whose coins he has taken;
 * a stock, a coupon and an absence once each; what is late is left out. Whether somebody may be told at all is asked by `notify` when it goes out.
 */
export { type AlertsZone, alertsJob, LATEST_MINUTES } from './alert.job.ts'
export { expiringJob } from './expiring.job.ts'
export { inactiveJob } from './inactive.job.ts'
export { wallTime } from './local-hours.ts'
export { alertReportRoutes } from './reports.routes.ts'
