/**
 * What players' apps tell of what they do, and what each player did on each day.
 * Invariants: an event id counts once, with all that is counted of it, in one statement; nothing personal is kept; days go
 * by the server's clock; nothing that money depends on is taken from here.
 */
export { markCharged } from './actions.store.ts'
export { activityRoutes } from './activity.routes.ts'
export { PLAYER_DAYS, playerDaysAfter } from './days.store.ts'
