import { activityRoutes } from '../activity/index.ts'
import { analyticsRoutes } from '../analytics/index.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import { adminSegmentRoutes, segmentRoutes } from '../segments/index.ts'
import type { Core } from './core.ts'

/** What is known of players: what they do, the groups they are in, and figures. */
export function insightRoutes(core: Core): AnyRoute[] {
  return [...activityRoutes(core), ...analyticsRoutes(core), ...segmentRoutes(core), ...adminSegmentRoutes(core)]
}
