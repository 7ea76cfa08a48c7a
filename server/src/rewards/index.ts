/**
 * What the club gives: one reward by an admin, or many from a file.
 * Invariants: a grant is one command, made whole or not at all, once; who granted it and why is written in its transaction.
 */
export { type Grant, type GrantTerms, grant } from './grant.ts'
export { ImportWorker } from './imports/import-worker.ts'
export { importRoutes } from './imports/imports.routes.ts'
export { Imports } from './imports/imports.service.ts'
export { rewardRoutes } from './rewards.routes.ts'
export { insertUnlocks } from './rewards.store.ts'
