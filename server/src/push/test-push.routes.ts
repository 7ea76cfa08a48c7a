import { accept, pushSendBody, pushSendReply } from '@casino-club/shared'
import { z } from 'zod'
import { localeOf } from '../identity/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { sayTo } from './push.routes.ts'
import type { TestPushes } from './test-push.service.ts'

const TAG = 'push'
const ownTestBody = z.strictObject({})

/** Messages to see whether devices are reached: by an admin, and by a player to himself. */
export function testPushRoutes({ tests }: { readonly tests: TestPushes }): AnyRoute[] {
  return [
    ...['/api/push/send', '/api/notification/push/send'].map((path) =>
      route({
        method: 'post',
        path,
        summary: 'Sends a test message to all devices of a player at once',
        tag: TAG,
        access: { permission: 'push:send' },
        body: pushSendBody,
        reply: pushSendReply,
        reasons: ['NOT_FOUND', 'CONFLICT'],
        handle: async ({ principal, request, body }) => {
          const language = localeOf(request.header('accept-language'))
          const done = await tests.sendFor(body, language, { admin: principal, request })
          return done.ok ? accept({ ...done.value, results: [...done.value.results] }) : done
        },
      }),
    ),
    route({
      method: 'post',
      path: '/api/notification/push/test',
      summary: 'Sends a test message to one’s own devices',
      tag: TAG,
      access: 'player',
      limit: 'social',
      body: ownTestBody.optional(),
      reply: pushSendReply,
      reasons: ['NOT_FOUND', 'RATE_LIMITED'],
      handle: async ({ principal: { userId }, request }) => {
        const language = localeOf(request.header('accept-language'))
        const [title, body] = [sayTo(request, 'testTitle'), sayTo(request, 'testBody')]
        const done = await tests.send({ userId, title, body, path: '/account', language })
        return done.ok ? accept({ ...done.value, results: [...done.value.results] }) : done
      },
    }),
  ]
}
