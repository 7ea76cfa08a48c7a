/**
 * The battle pass: seasons with levels, reached by pass XP that is counted from the events.
 * Invariants: an event counts once, in the season in which it occurred, and never by what was staked or lost; a season is
 * fixed once it has begun; a reward is paid once, by the entry that says so; nothing earned is lost when a season ends.
 */
export { passCouponJob, seasonEndJob } from './battlepass.jobs.ts'
export { battlePassRoutes } from './battlepass.routes.ts'
export { mergePasses } from './merge-passes.ts'
export { PassMirror } from './mirror.ts'
export { findBadPass } from './pass-checks.store.ts'
export { PassReader } from './pass-reader.ts'
export { Passes } from './passes.service.ts'
export { battlePassAdminRoutes } from './season-admin.routes.ts'
export { findPassItems } from './seasons.store.ts'
