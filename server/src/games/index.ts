/**
 * The games: pure rules over odds that are data.
 * Invariants: a published table never changes; a play is drawn from the table in force when it is decided, and its
 * record names that table by version and hash; odds are the same for everybody.
 */

export { clubStatsRoutes } from './club-stats.routes.ts'
export { commandIdOf } from './command-id.ts'
export { disclosureRoutes } from './disclosure/disclosure.routes.ts'
export { stoppedTables } from './drift/drift.store.ts'
export { type DriftStop, DriftWatch } from './drift/drift-watch.ts'
export { measuredOf } from './drift/measured.ts'
export { fairnessRoutes, verifySources } from './fairness.routes.ts'
export { feedbackRoutes } from './feedback.routes.ts'
export { gameRoutes } from './games.routes.ts'
export { forgetPlaySums, PLAY_SUMS, sumPlaysAfter } from './history/play-sums.store.ts'
export { findPlays } from './history/plays.store.ts'
export { type Beside, OddsTables, type RefuseGrants, type TableVersion } from './odds-tables.service.ts'
export { playRoutes } from './play.routes.ts'
export { playRule } from './play.rule.ts'
export { playChecker } from './play-checker.store.ts'
export { type AuditStep, OddsSchedule } from './schedule/odds-schedule.service.ts'
export type { Plan } from './schedule/schedule.store.ts'
export { slotAnalysis } from './slot-analysis.ts'
export { verifyHeldPlay, verifyRecordedPlay } from './verify-play.ts'
