/**
 * What players' apps tell of what they do, and what each player did on each day.
 * Invariants: an event id counts once, with all that is counted of it, in one statement; nothing personal is kept; days go
 * by the server's clock; nothing that money depends on is taken from here; a month leaves
 * the database only when its file was read back and the roll-ups have counted it.
 */

export { markCharged } from './actions.store.ts'
export { activityRoutes } from './activity.routes.ts'
export { archiveJob } from './archive/archive.job.ts'
export { type ArchiveRow, findOldMonths, listMonths } from './archive/archive.store.ts'
export {
  type ArchiveStep,
  archiveStep,
  NotRolledUp,
  type RestoreRefusal,
  restoreMonth,
  verifyMonth,
} from './archive/archive.ts'
export { ArchiveDamaged } from './archive/archive-file.ts'
export { PLAYER_DAYS, playerDaysAfter } from './days.store.ts'
