import {
  accept,
  pushStatusQuery,
  pushStatusReply,
  pushSubscribeBody,
  pushSubscribeReply,
  pushUnsubscribeBody,
  pushUnsubscribeReply,
  pushVapidReply,
  refuse,
} from '@casino-club/shared'
import { localeOf } from '../identity/index.ts'
import { type AnyRoute, type RequestInfo, route } from '../platform/http/route.ts'
import { type PushWord, pushWords } from './push-words.ts'
import type { PushSubscriptions } from './subscriptions.service.ts'
import type { VapidKeys } from './vapid-keys.ts'

const TAG = 'push'
const PATH = '/api/push/subscription'
/** The names that another source has for the same. */
const OTHER = '/api/notification/push'

export interface PushRouteDependencies {
  readonly subscriptions: PushSubscriptions
  readonly keys: VapidKeys
}

/** What to say, in the language that is asked for. */
export const sayTo = (request: RequestInfo, word: PushWord): string =>
  pushWords[localeOf(request.header('accept-language'))][word]

/** A player's devices: subscribing, ending it, and how it stands. */
export function pushRoutes(deps: PushRouteDependencies): AnyRoute[] {
  return [
    ...['/api/push/vapid', `${OTHER}/vapid-public`].map((path) => vapidRoute(path, deps)),
    ...[PATH, `${OTHER}/subscribe`].map((path) => subscribeRoute(path, deps)),
    unsubscribeRoute('delete', PATH, deps),
    unsubscribeRoute('post', `${OTHER}/unsubscribe`, deps),
    route({
      method: 'get',
      path: PATH,
      summary: 'Whether one’s devices, or this one, get pushes',
      tag: TAG,
      access: 'player',
      query: pushStatusQuery,
      reply: pushStatusReply,
      handle: async ({ principal: { userId }, query }) =>
        accept(await deps.subscriptions.status(userId, query.deviceId)),
    }),
  ]
}

const vapidRoute = (path: string, { keys }: PushRouteDependencies): AnyRoute =>
  route({
    method: 'get',
    path,
    summary: 'The key that a browser subscribes with',
    tag: TAG,
    access: 'none',
    reply: pushVapidReply,
    reasons: ['TEMPORARILY_UNAVAILABLE'],
    handle: async () => {
      const key = keys.current()
      if (key === undefined) return refuse('TEMPORARILY_UNAVAILABLE', 'there is no key to sign with')
      return accept({ publicKey: key.publicKey })
    },
  })

const subscribeRoute = (path: string, { subscriptions }: PushRouteDependencies): AnyRoute =>
  route({
    method: 'post',
    path,
    summary: 'Makes this device one that gets pushes; again, it is brought up to date',
    tag: TAG,
    access: 'player',
    body: pushSubscribeBody,
    reply: pushSubscribeReply,
    reasons: ['PUSH_ENDPOINT_REFUSED', 'SESSION_REVOKED', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ principal, body, request }) => {
      const done = await subscriptions.subscribe(principal, body)
      if (!done.ok) return done
      const { id, device_id: deviceId, is_active: isActive } = done.value
      const message = sayTo(request, 'subscribed')
      return accept({ success: true as const, message, subscription: { id, deviceId, isActive } })
    },
  })

const unsubscribeRoute = (
  method: 'delete' | 'post',
  path: string,
  { subscriptions }: PushRouteDependencies,
): AnyRoute =>
  route({
    method,
    path,
    summary: 'This device gets no more pushes',
    tag: TAG,
    access: 'player',
    body: pushUnsubscribeBody,
    reply: pushUnsubscribeReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal: { userId }, body, request }) => {
      const done = await subscriptions.unsubscribe(userId, body.deviceId)
      return done.ok ? accept({ success: true as const, message: sayTo(request, 'unsubscribed') }) : done
    },
  })
