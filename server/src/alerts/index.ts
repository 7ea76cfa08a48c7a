/**
 * Reminders: of vaults that end or wait, at nine and six o'clock, and of what else would be missed.
 * Invariants: told once a type, player and local date; nobody is told of a vault that is over or whose coins he has taken;
 * what is late is left out. Whether somebody may be told at all is asked by `notify` when it goes out.
 */
export { type AlertsZone, alertsJob, LATEST_MINUTES } from './alert.job.ts'
export { alertReportRoutes } from './reports.routes.ts'
