/**
 * Missions of a day or a week: what players did is counted from their events, and pays rewards once.
 * Invariants: an event counts once, in the window in which it occurred; a player's progress keeps the version it began
 * with; rewards are paid by one command, whole, once a window, and only while it is open.
 */
export { missionCounter } from './count-missions.ts'
export { findMissionItems, findPublished, missionDrafts } from './editing.store.ts'
export { missionAdminRoutes } from './mission-admin.routes.ts'
export { missionRoutes } from './missions.routes.ts'
export { findStandings } from './own-missions.store.ts'
export { EVER, MISSIONS } from './progress.store.ts'
export { missionWindows } from './window.ts'
