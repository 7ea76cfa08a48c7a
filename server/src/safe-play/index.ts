/**
 * Safe play: limits, pauses, exclusions, reality checks.
 * Invariants: what a player used of his limits is written in the entry of the play, so no sequence of plays, devices or
 * processes passes a limit; a limit is loosened only by its player, a day after he asked and once he has confirmed; a
 * stake that was taken is always ended; whoever sends messages of the club's own accord asks `mayContact`.
 */
export { carryUsage, usedNow } from './carry-usage.ts'
export { type MayContact, mayContact } from './contact.store.ts'
export { findExcludedIdentity, rememberIfExcluded } from './excluded-identities.store.ts'
export { mayOffer } from './may-offer.ts'
export { safePlayGuard } from './play-guard.ts'
export { POLICY_IDS, type Policy, type PolicyId, policyOf } from './policies.ts'
export { realityCheckDue, realityCheckInMs } from './reality-check.ts'
export { refillBelow } from './refill.rule.ts'
export { closedTo } from './refuse-play.ts'
export { type OnBehalf, type RestrictionDetail, restrictionRule } from './restriction.rule.ts'
export { findBadRestrictions, findSafeState, findSafeStates } from './restrictions.store.ts'
export { holdsAllOf, isAsStrict } from './restrictions.ts'
export { safePlayRoutes } from './safe-play.routes.ts'
export { flowOf, SafeProof } from './safe-proof.ts'
export { type SafeRules, safeRules } from './safe-rules.ts'
export { smallestStake } from './smallest-stake.ts'
export { standingOf } from './standing.ts'
