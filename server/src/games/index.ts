/**
 * The games: pure rules over odds that are data.
 * Invariants: a published table never changes; a play is drawn from the table in force when it is decided, and its
 * record names that table by version and hash; odds are the same for everybody.
 */
export { fairnessRoutes, verifySources } from './fairness.routes.ts'
export { gameRoutes } from './games.routes.ts'
export { findPlays } from './history.store.ts'
export { playChecker } from './play-checker.store.ts'
export { slotSpinRule } from './slot/slot.rule.ts'
export { SlotTables, type SlotVersion } from './slot/slot-tables.service.ts'
export { verifyRecordedSpin } from './verify-play.ts'
