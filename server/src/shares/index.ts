/**
 * Links to what a player chose to show.
 * Invariants: what stands behind a link was true when it was made and was never the player's own word; nothing of him but his
 * nickname is on it; taken back, run out, or its player shown to nobody, it shows nothing.
 */
export { type ShareDependencies, sharePages, shareRoutes } from './shares.routes.ts'
export { endShares } from './shares.store.ts'
