import {
  accept,
  notificationClickBody,
  notificationCountReply,
  notificationEmptyBody,
  notificationParams,
  notificationReadAllBody,
  notificationSettingsBody,
  notificationSettingsSchema,
  notificationsQuery,
  notificationsReply,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { Centre } from './centre.service.ts'
import { changeChannels } from './change-settings.rule.ts'
import { findKnown, findSettings, writeSettings } from './settings.store.ts'

const TAG = 'notifications'
const PATH = '/api/notification'

export interface NotificationRouteDependencies {
  readonly centre: Centre
  readonly pool: Pool
  readonly clock: Clock
}

/** A player's messages and what he wants of them. */
export function notificationRoutes(deps: NotificationRouteDependencies): AnyRoute[] {
  // What has a name of its own, before what has an id.
  return [...settingsRoutes(deps), ...centreRoutes(deps), ...messageRoutes(deps)]
}

function centreRoutes({ centre }: NotificationRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'One’s messages, newest first, and how many are unread',
      tag: TAG,
      access: 'player',
      query: notificationsQuery,
      reply: notificationsReply,
      handle: async ({ principal: { userId }, query: { unread, ...query }, total }) => {
        const wantsUnread = unread === undefined ? undefined : unread === 'true'
        const found = await centre.list(userId, { ...query, unread: wantsUnread })
        total(found.total)
        return accept({ notifications: found.notifications, unread: found.unread })
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/read-all`,
      summary: 'Everything is read, or what came up to a message',
      tag: TAG,
      access: 'player',
      body: notificationReadAllBody,
      reply: notificationCountReply,
      handle: ({ principal: { userId }, body: { upTo } }) => centre.readAll(userId, upTo),
    }),
  ]
}

function messageRoutes({ centre }: NotificationRouteDependencies): AnyRoute[] {
  const common = {
    method: 'post',
    tag: TAG,
    access: 'player',
    params: notificationParams,
    reply: notificationCountReply,
    reasons: ['NOT_FOUND'],
  } as const
  return [
    route({
      ...common,
      path: `${PATH}/:id/read`,
      summary: 'A message is read',
      body: notificationEmptyBody,
      handle: ({ principal: { userId }, params: { id } }) => centre.mark(userId, id, 'read'),
    }),
    route({
      ...common,
      path: `${PATH}/:id/archive`,
      summary: 'A message is put away: the centre shows it no more',
      body: notificationEmptyBody,
      handle: ({ principal: { userId }, params: { id } }) => centre.mark(userId, id, 'archive'),
    }),
    route({
      ...common,
      path: `${PATH}/:id/click`,
      summary: 'A message was opened, from whichever channel it came by',
      body: notificationClickBody,
      handle: ({ principal: { userId }, params: { id }, body: { channel } }) => centre.click(userId, id, channel),
    }),
  ]
}

function settingsRoutes({ pool, clock }: NotificationRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/settings`,
      summary: 'What one wants to be told, by which channels and when not',
      tag: TAG,
      access: 'player',
      reply: notificationSettingsSchema,
      handle: async ({ principal: { userId } }) => accept(await findSettings(pool, userId, clock.nowMs())),
    }),
    route({
      method: 'put',
      path: `${PATH}/settings`,
      summary: 'Changes what one wants, whole',
      tag: TAG,
      access: 'player',
      body: notificationSettingsBody,
      reply: notificationSettingsSchema,
      reasons: ['CONFLICT', 'EMAIL_SUPPRESSED'],
      handle: ({ principal: { userId }, body }) =>
        inTransaction(pool, async (tx) => {
          const nowMs = clock.nowMs()
          const before = await findKnown(tx, userId, nowMs)
          const changed = changeChannels(before, body)
          if (!changed.ok) return changed
          const terms = { before: before.shown, nowMs }
          if (!(await writeSettings(tx, userId, { ...body, offChannels: changed.value }, terms)))
            return refuse('CONFLICT', 'another device has changed this meanwhile')
          return accept(await findSettings(tx, userId, nowMs))
        }),
    }),
  ]
}
