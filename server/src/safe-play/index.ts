/**
 * Safe play: limits, pauses, exclusions, reality checks.
 * Invariants: what a player used of his limits is written in the entry of the play, so no sequence of plays, devices or
 * processes passes a limit; a limit is loosened only by its player, a day after he asked and once he has confirmed; a
 * stake that was taken is always ended.
 */
export { safePlayGuard } from './play-guard.ts'
export { POLICY_IDS, type Policy, type PolicyId, policyOf } from './policies.ts'
