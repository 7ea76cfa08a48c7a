/**
 * What the club gives: one reward by an admin, or many from a file.
 * Invariants: a grant is one command, made whole or not at all, once; who granted it and why is written in its transaction.
 */
export { rewardRoutes } from './rewards.routes.ts'
