/**
 * Experiments: which variant a player has, who met which, and what came of it.
 * Invariants: a variant follows from salts and the player's number alone, and once met it is his, by an event of his own; in
 * a layer nobody is in two experiments; never odds, never a price of one's own; who may not be shown offers has the control
 * and does not count; nothing is decided before the horizon or by a split that cannot be believed; harm ends it by itself.
 */
export { assign, type Experiment } from './assign.rule.ts'
export { experimentRoutes } from './experiments.routes.ts'
export { Experiments, NO_SEGMENTS, type SegmentSource } from './experiments.service.ts'
export { adminExperimentRoutes } from './experiments-admin.routes.ts'
export { measure as measureExperiment } from './metrics.store.ts'
export { murmur3, partOf } from './murmur.ts'
export { experimentWatchJob } from './watch.job.ts'
