import {
  accept,
  gameStatsReply,
  gameTypeParams,
  historyQuery,
  historyReply,
  profileGameStatsReply,
  refuse,
  statsQuery,
  userStatsSchema,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { exportRoute } from './export.routes.ts'
import { findPlays, toIso } from './history/plays.store.ts'
import { findPeriodSums, type PeriodSums } from './history/sums.store.ts'
import { currencyOf, statsOf, totalOf, totalsByCurrency } from './history/totals.ts'

const TAG = 'games'

export interface GameRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** Of a player: since when he is one, and his wins in a row. */
  readonly findPlayer: (userId: number) => Promise<{ createdAt: string; streak: number } | undefined>
}

/** One's history and statistics. */
export function gameRoutes(deps: GameRouteDependencies): AnyRoute[] {
  return [exportRoute(deps.pool), historyRoute(deps), ...statsRoutes(deps), userStatsRoute(deps)]
}

function historyRoute({ pool }: GameRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/games/history',
    summary: 'One’s own plays',
    tag: TAG,
    access: 'player',
    query: historyQuery,
    reply: historyReply,
    handle: async ({ principal, query, total }) => {
      const ascending = query.order.toUpperCase() === 'ASC'
      const found = await findPlays(pool, { ...query, userId: principal.userId, ascending })
      total(found.total)
      return accept(found.plays)
    },
  })
}

const UNKNOWN_ZONE = refuse('INVALID_PAYLOAD', 'zone: no time zone that is known here')

const periodOf = ({ range, by }: PeriodSums, zone: string) => ({
  from: toIso(range.fromMs),
  to: toIso(range.toMs),
  zone,
  by,
})

function statsRoutes({ pool, clock }: GameRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/games/profile/stats',
      summary: 'One’s own totals over all games, in a period',
      tag: TAG,
      access: 'player',
      query: statsQuery,
      reply: profileGameStatsReply,
      handle: async ({ principal: { userId }, query }) => {
        const found = await findPeriodSums(pool, { userId }, query, clock.nowMs())
        if (found === undefined) return UNKNOWN_ZONE
        const { sums } = found
        const played = [...new Set(sums.map(({ game }) => game))].sort()
        const games = played.map((game) => statsOf(game as never, sums))
        const totalPlays = games.reduce((sum, { plays }) => sum + plays, 0)
        return accept({ ...periodOf(found, query.zone), games, totalPlays, currencies: totalsByCurrency(sums) })
      },
    }),
    route({
      method: 'get',
      path: '/api/games/:type/stats',
      summary: 'One’s own totals of a game, in a period',
      tag: TAG,
      access: 'player',
      params: gameTypeParams,
      query: statsQuery,
      reply: gameStatsReply,
      handle: async ({ principal: { userId }, params: { type }, query }) => {
        const found = await findPeriodSums(pool, { userId, game: type }, query, clock.nowMs())
        if (found === undefined) return UNKNOWN_ZONE
        return accept({ ...periodOf(found, query.zone), ...statsOf(type, found.sums) })
      },
    }),
  ]
}

function userStatsRoute({ pool, clock, findPlayer }: GameRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/users/stats',
    summary: 'One’s own totals and streak',
    tag: TAG,
    access: 'player',
    reply: userStatsSchema,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal: { userId } }) => {
      const player = await findPlayer(userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const found = await findPeriodSums(pool, { userId }, statsQuery.parse({}), clock.nowMs())
      // Coins only: gems spent on items are no stake that could be lost or won back.
      const coins = found?.sums.filter(({ game }) => currencyOf(game) === 'coins') ?? []
      const { plays: totalPlays, totalBet, totalWin, netResult, winRate } = totalOf(coins)
      const { streak: currentStreak, createdAt: memberSince } = player
      return accept({ totalPlays, totalBet, totalWin, netResult, winRate, currentStreak, memberSince })
    },
  })
}
