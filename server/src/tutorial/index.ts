/**
 * The first steps of a new player, and his first reward.
 * Invariants: the reward is granted once for every account, in the entry that ends the tutorial; steps are the server's,
 * so any device goes on; nobody who is paused or excluded is given anything.
 */
export { tutorialRoutes } from './tutorial.routes.ts'
export { type TutorialRules, tutorialRules } from './tutorial.rule.ts'
