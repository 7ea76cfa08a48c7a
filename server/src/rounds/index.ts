/**
 * Games of rounds with many players: crash, the match, the lottery.
 * Invariants: a stake is taken with its event and ends once, settled or returned, with another; a round's seed is fixed
 * and its hash shown before the first stake; a round that dies gives back every stake it still holds.
 */
export { bookChecks } from './book-checks.store.ts'
export { lotteryRoutes } from './lottery/lottery.routes.ts'
export { Lottery, nextDrawing } from './lottery/lottery.service.ts'
export { startRounds } from './rounds.jobs.ts'
export { roundRoutes } from './rounds.routes.ts'
export { Rounds } from './rounds.service.ts'
export { StakeDesk } from './stake-desk.ts'
export { hasOpenStakes } from './stakes.store.ts'
