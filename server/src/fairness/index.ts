/**
 * Seeds and what is drawn from them.
 * Invariants: a player has one active seed and one announced next; a seed is shown only once it is no longer in use.
 */
export { nodeHmac } from './node-hmac.ts'
export { fairnessRotateRule } from './rotate.rule.ts'
export { findSeed, insertFirstSeeds, newServerSeed, type RevealedSeed, revealedSeeds } from './seeds.store.ts'
