/**
 * Which groups players are in, by rules that are data, and why.
 * Invariants: the first rule that holds decides; a version that was approved never changes; every move is written down with
 * what caused it; what is told of risk protects and is nobody's target, also where something else names it; a run done again changes nothing.
 */

export {
  type Audience,
  audienceOf,
  findUnknownTargets,
  isMeantFor,
  isProtected,
  meantFor,
  NOBODY,
} from './aim.store.ts'
export { leaveSegments, lockAllDeciding } from './leave.store.ts'
export { ensureSegmentRules, type SegmentDependencies } from './rules.service.ts'
export { segmentSource } from './segment-source.ts'
export { segmentsJob } from './segments.job.ts'
export { segmentRoutes } from './segments.routes.ts'
export { adminSegmentRoutes } from './segments-admin.routes.ts'
