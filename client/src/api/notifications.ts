import {
  type NotificationSettingsBody,
  type NotificationType,
  notificationCountReply,
  notificationSettingsSchema,
  notificationsReply,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

const PATH = '/api/notification'

/** Which messages are asked for; `type` null: of all kinds. */
export interface NotificationFilter {
  readonly page: number
  readonly perPage: number
  readonly type: NotificationType | null
  readonly unread: boolean
}

function queryOf({ page, perPage, type, unread }: NotificationFilter): string {
  const query = new URLSearchParams({ page: `${page}`, perPage: `${perPage}` })
  if (type) query.set('type', type)
  if (unread) query.set('unread', 'true')
  return query.toString()
}

/** Calls about what the club has told the player, and about what he wants to be told. */
export function createNotificationsApi(call: AuthorisedCall) {
  const act = (id: number, what: 'read' | 'archive' | 'click', body = {}) =>
    call(`${PATH}/${id}/${what}`, notificationCountReply, { method: 'POST', body })
  return {
    async list(filter: NotificationFilter) {
      const result = await call(`${PATH}?${queryOf(filter)}`, notificationsReply)
      if (!result.ok) return result
      const total = Number(result.headers.get('x-total-count') ?? result.value.notifications.length)
      return { ...result, value: { ...result.value, total } }
    },
    read: (id: number) => act(id, 'read'),
    archive: (id: number) => act(id, 'archive'),
    opened: (id: number) => act(id, 'click', { channel: 'in_app' }),
    /** Everything up to the newest message that was seen. */
    readAll: (upTo: number) => call(`${PATH}/read-all`, notificationCountReply, { method: 'POST', body: { upTo } }),
    settings: () => call(`${PATH}/settings`, notificationSettingsSchema),
    change: (body: NotificationSettingsBody) =>
      call(`${PATH}/settings`, notificationSettingsSchema, { method: 'PUT', body }),
  }
}
