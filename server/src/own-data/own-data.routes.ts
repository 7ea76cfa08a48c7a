import { accept } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { exportOwnData } from './export-own-data.ts'

/** One's own data, to take along. */
export function ownDataRoutes({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/users/export',
      summary: 'Everything the club keeps of the player who asks, as one JSON file',
      tag: 'accounts',
      access: 'player',
      limit: 'export',
      handle: async ({ principal: { userId } }) =>
        accept({
          fileName: `casino-club-${userId}.json`,
          contentType: 'application/json',
          lines: exportOwnData(pool, userId, clock.nowMs()),
        }),
    }),
  ]
}
