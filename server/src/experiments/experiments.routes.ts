import { abtestBody, abtestReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Experiments } from './experiments.service.ts'

const TAG = 'experiments'

/** Which variant of an experiment a player has. */
export function experimentRoutes(experiments: Experiments): AnyRoute[] {
  const common = { tag: TAG, access: 'player', reply: abtestReply } as const
  return [
    route({
      ...common,
      method: 'post',
      path: '/api/abtest/assign',
      summary: 'The variant that one is about to meet: from the first time on it is one’s own, and one counts',
      body: abtestBody,
      reasons: ['NOT_FOUND', 'ACCOUNT_MERGED', 'SLOW_DOWN', 'TEMPORARILY_UNAVAILABLE'],
      handle: ({ principal: { userId }, body: { experiment } }) => experiments.assign(userId, experiment),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/abtest/variant',
      summary: 'The variant that one has or would have, without being counted',
      query: abtestBody,
      reasons: ['NOT_FOUND'],
      handle: ({ principal: { userId }, query: { experiment } }) => experiments.variant(userId, experiment),
    }),
  ]
}
