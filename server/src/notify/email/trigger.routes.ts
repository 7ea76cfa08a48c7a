import { emailTriggerBody, emailTriggerReply } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { EmailTrigger } from './trigger.service.ts'

/** Letters that an admin sends by hand. */
export function triggerRoutes(deps: { readonly pool: Pool; readonly clock: Clock }): AnyRoute[] {
  const trigger = new EmailTrigger(deps)
  return [
    route({
      method: 'post',
      path: '/api/admin/email/trigger',
      summary: 'Sends a message as an e-mail to some players, to a rank or to all; once a key; a dry run counts them',
      tag: 'admin',
      access: { permission: 'email:trigger' },
      body: emailTriggerBody,
      reply: emailTriggerReply,
      reasons: ['NOT_FOUND', 'TEMPLATE_INVALID', 'COMMAND_ID_REUSED', 'RECIPIENTS_LIMIT'],
      handle: ({ principal, request, body }) => trigger.send(body, { admin: principal, request }),
    }),
  ]
}
