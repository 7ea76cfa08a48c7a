/**
 * Achievements: counted with the missions, by the same reader into the same rows, and unlocked by the club alone.
 * Invariants: an achievement is a player's once in its window, by an event; its rewards are paid once, whenever he asks;
 * nothing counts before what it requires, nor after its end.
 */
export { achievementAdminRoutes } from './achievement-admin.routes.ts'
export { achievementRoutes } from './achievements.routes.ts'
export { moveAchievements } from './merged-achievements.store.ts'
export { startUnlocking, unlockDue } from './unlocker.ts'
