import { activityRoutes } from '../activity/index.ts'
import { analyticsRoutes } from '../analytics/index.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import { adminSegmentRoutes, segmentRoutes } from '../segments/index.ts'
import { simulationRoutes } from '../simulations/index.ts'
import type { Core } from './core.ts'

/** What is known of players: what they do, the groups they are in, figures, and what drafts would do to them. */
export function insightRoutes(core: Core): AnyRoute[] {
  return [
    ...activityRoutes(core),
    ...analyticsRoutes(core),
    ...segmentRoutes(core),
    ...adminSegmentRoutes(core),
    ...simulationRoutes(core),
  ]
}
