/**
 * What the club keeps of a player: given to him on request, and taken away when he has gone.
 * Invariants: an account is erased whole or not at all, once; the books keep their rows under a number; nobody takes over
 * an erased account's names.
 */

export type { Erased } from './erasure.store.ts'
export { type ErasureDependencies, eraseDue, startErasure } from './erasure.ts'
export { ownDataRoutes } from './own-data.routes.ts'
