/**
 * What the club gives: one reward by an admin, many from a file, and whatever players have earned elsewhere.
 * Invariants: a grant is one command, made whole or not at all, once; who granted it and why is written in its transaction;
 * what is earned is paid in one way, by the entry that says it was taken.
 */
export { type GrantRefusal, type GrantTerms, grant, grantedFields } from './grant.ts'
export { ImportWorker } from './imports/import-worker.ts'
export { importRoutes } from './imports/imports.routes.ts'
export { Imports } from './imports/imports.service.ts'
export { type ClosedRefusal, type Owed, type PayDependencies, REWARD_EVENTS, rewardClaimRule } from './pay-rewards.ts'
export { rewardRoutes } from './rewards.routes.ts'
export { insertUnlocks } from './rewards.store.ts'
