import { accept, NOTIFICATION_STREAM } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { LiveFeeds } from './live-feeds.ts'

const EVENT_ID = /^\d{1,15}$/

/** The live way to pages that have no room. */
export function notificationStreamRoutes({ feeds }: { readonly feeds: LiveFeeds }): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: NOTIFICATION_STREAM,
      summary: 'One’s messages as they come, as server-sent events; Last-Event-ID goes on from a message',
      tag: 'notifications',
      access: 'player',
      streamsEvents: true,
      handle: async ({ principal: { userId, sessionId }, request }) => {
        const last = request.header('last-event-id') ?? ''
        const lastId = EVENT_ID.test(last) ? Number(last) : undefined
        return accept({ events: feeds.open({ userId, sessionId, lastId }) })
      },
    }),
  ]
}
