/**
 * How players feel, asked once a local day.
 * Invariants: an answer chooses kind things only (`kindnessFor`), for its player alone and for its day; admins see sums of
 * days with enough answers; answers are forgotten after a month.
 */

export { moodRoutes } from './mood.routes.ts'
export { findMood } from './mood.store.ts'
