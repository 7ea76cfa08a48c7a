import {
  type ActionBody,
  type ActivityBody,
  actionsBulkReply,
  activityReply,
  type SiteVisitBody,
  siteVisitReply,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import type { Call } from './http.ts'

/** What the app tells of its use; a page on its way out may still tell it. */
export function createActivityApi(call: Call, authorised: AuthorisedCall) {
  const told = (body: unknown) => ({ method: 'POST' as const, body, keepalive: true })
  return {
    actions: (actions: readonly ActionBody[]) => authorised('/api/actions/bulk', actionsBulkReply, told({ actions })),
    record: (body: ActivityBody) => authorised('/api/activity/record', activityReply, told(body)),
    /** Somebody who is not logged in has come to a page. */
    visit: (body: SiteVisitBody) => call('/api/activity/visits', siteVisitReply, told(body)),
    /** A player has. */
    visitOf: (body: SiteVisitBody) => authorised('/api/activity/visits', siteVisitReply, told(body)),
  }
}
export type ActivityApi = ReturnType<typeof createActivityApi>
