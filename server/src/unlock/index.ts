/**
 * Staged content: what opens stage by stage, by conditions and a price.
 * Invariants: a stage opens once and after those before it, with its price in the same entry; what is rated for adults
 * is closed, and not told of, to who has not proven his age; published versions never change.
 */
export { unlockRoutes } from './unlock.routes.ts'
export { adminUnlockRoutes } from './unlock-admin.routes.ts'
