import { accept, type Rank, rbacReply, refuse } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'

const DOORS = { premium: 'PREMIUM', vip: 'VIP' } as const satisfies Record<string, Rank>

/** Two doors that open from a rank on: for clients to try what a rank opens. */
export function rbacRoutes(rankOf: (userId: number) => Promise<Rank | undefined>): AnyRoute[] {
  return Object.entries(DOORS).map(([name, rank]) =>
    route({
      method: 'get',
      path: `/api/rbac/${name}`,
      summary: `Opens from rank ${rank} on`,
      tag: 'accounts',
      access: 'player',
      rank,
      reply: rbacReply,
      reasons: ['RANK_TOO_LOW', 'UNAUTHENTICATED'],
      handle: async ({ principal }) => {
        const held = await rankOf(principal.userId)
        if (held === undefined) return refuse('UNAUTHENTICATED', 'no such player')
        return accept({ rank: held, message: `this is for players of rank ${rank} and above` })
      },
    }),
  )
}
