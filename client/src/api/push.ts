import {
  type PushSubscribeBody,
  pushSendReply,
  pushSubscribeReply,
  pushUnsubscribeReply,
  pushVapidReply,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

/** Whatever the answer is. */
const anything = { safeParse: (data: unknown) => ({ success: true, data }) as const }

const PATH = '/api/push/subscription'

/** Calls about pushes to this browser. */
export function createPushApi(call: AuthorisedCall) {
  return {
    vapid: () => call('/api/push/vapid', pushVapidReply),
    subscribe: (body: PushSubscribeBody) => call(PATH, pushSubscribeReply, { method: 'POST', body }),
    unsubscribe: (deviceId: string) => call(PATH, pushUnsubscribeReply, { method: 'DELETE', body: { deviceId } }),
    test: () => call('/api/notification/push/test', pushSendReply, { method: 'POST', body: {} }),
    /** A notification was followed. What the club says to it is no concern of the player’s. */
    clicked: (id: string) =>
      call(`/api/notification/${encodeURIComponent(id)}/click`, anything, {
        method: 'POST',
        body: { channel: 'push' },
      }),
  }
}
