import { activityRoutes } from '../activity/index.ts'
import { analyticsRoutes } from '../analytics/index.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import { adminSegmentRoutes, segmentRoutes } from '../segments/index.ts'
import { simulationRoutes } from '../simulations/index.ts'
import { kafkaHealthRoutes } from '../stream/index.ts'
import type { Core } from './core.ts'
import { waysOut } from './stream.ts'

/** What is known of players: what they do, the groups they are in, figures, what drafts would do to them, and how far events have come. */
export function insightRoutes(core: Core): AnyRoute[] {
  return [
    ...activityRoutes(core),
    ...analyticsRoutes(core),
    ...segmentRoutes(core),
    ...adminSegmentRoutes(core),
    ...simulationRoutes(core),
    ...kafkaHealthRoutes({ ...core, ...waysOut(core.config) }),
  ]
}
