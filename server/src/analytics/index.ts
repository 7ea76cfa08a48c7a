/**
 * Figures over the club's players: who comes back, what is spent, how far people come, what is used.
 * Invariants: a figure is of days of the club's zone, comes with the statement it was made by, and is null where it would
 * be divided by nothing; roll-ups are made of the days of players and come out the same however often.
 */
export { analyticsRoutes } from './analytics.routes.ts'
export { rollUpJob } from './roll-up.job.ts'
