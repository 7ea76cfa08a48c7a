import { accept, ageBody, ageReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { AgeChecks } from './age.service.ts'

const TAG = 'accounts'

/** A player's own age: what is known of it, and saying it. */
export function ageRoutes(checks: AgeChecks): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/users/age',
      summary: 'Whether one’s age is verified, and what is closed until it is',
      tag: TAG,
      access: 'player',
      reply: ageReply,
      handle: async ({ principal }) => accept(await checks.status(principal.userId)),
    }),
    route({
      method: 'post',
      path: '/api/users/age',
      summary: 'Says one’s day of birth; it is kept only until it is decided',
      tag: TAG,
      access: 'player',
      body: ageBody,
      reply: ageReply,
      reasons: ['NOTHING_TO_CHANGE', 'AGE_PENDING', 'TOO_YOUNG', 'INVALID_PAYLOAD', 'NOT_FOUND'],
      limit: 'signup',
      handle: ({ principal, body: { birthDate } }) => checks.submit(principal.userId, birthDate),
    }),
  ]
}
