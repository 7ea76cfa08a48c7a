/**
 * What offers and missions would do to the club's players, before they are published.
 * Invariants: nothing is written; players are those of the last weeks, drawn with replacement by a seed that is told, so that
 * the same seed over the same days comes out the same; what is taken for granted is told with the figures.
 */
export { simulationRoutes } from './simulations.routes.ts'
