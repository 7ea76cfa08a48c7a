/**
 * Leaderboards: who won the most in a day, a week or for all time.
 * Invariants: the scores of Postgres are the truth and each event counts once; Redis holds a copy with its place, or none;
 * of equal scores the one reached first is ahead, then the lower id; nobody is shown who does not want to be, who pauses
 * or is excluded, banned, leaving, merged or removed, from the very next answer on; a season ends with its millisecond.
 */
export { BoardReader } from './board-reader.ts'
export { boardsFreezeJob } from './boards.jobs.ts'
export { boardRoutes } from './boards.routes.ts'
export { Boards } from './boards.service.ts'
export { adminBoardRoutes } from './boards-admin.routes.ts'
export { cohortRoutes } from './cohorts/cohorts.routes.ts'
export { Cohorts } from './cohorts/cohorts.service.ts'
export { zoneRewardsJob } from './cohorts/zone-rewards.ts'
export { Ranks, type RanksRedis } from './ranks.store.ts'
export { type RebuildOrder, rebuildBoards, type SeasonDifference } from './rebuild-boards.ts'
