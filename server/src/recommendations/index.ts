/**
 * Recommendations: missions and an offer that may suit a player, each with its reason in words.
 * Invariants: never odds, and nothing that goes by wins, losses or balances; nothing to who is paused, excluded or at a limit,
 * and no offers to who limits what he spends or does not feel well; every tenth player gets what chance chooses.
 */
export { type RecommendationDependencies, recommendationRoutes } from './recommendations.routes.ts'
