import { campaignRoutes } from '../campaigns/index.ts'
import { adminNotificationRoutes, notificationRoutes, notificationStreamRoutes } from '../notify/index.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import { pushAdminRoutes, pushRoutes, testPushRoutes } from '../push/index.ts'
import { queueBoardRoutes } from '../queue-board/index.ts'
import { channelsOf } from './channels.ts'
import type { Core } from './core.ts'
import { letterRoutes } from './letters.ts'

/** What players are told, and by which ways. */
export function messageRoutes(core: Core): AnyRoute[] {
  return [
    ...notificationStreamRoutes(core),
    ...notificationRoutes(core),
    ...adminNotificationRoutes({ ...core, channels: channelsOf(core) }),
    ...letterRoutes(core),
    ...campaignRoutes({ ...core, publicUrl: core.config.publicUrl }),
    ...queueBoardRoutes(core),
    ...pushRoutes(core.push),
    ...testPushRoutes(core.push),
    ...pushAdminRoutes({ ...core, cleanup: core.push.cleanup }),
  ]
}
