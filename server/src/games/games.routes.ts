import {
  accept,
  findTabledGame,
  gameStatsSchema,
  gameTypeParams,
  historyQuery,
  historyReply,
  profileGameStatsReply,
  refuse,
  userStatsSchema,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { exportRoute } from './export.routes.ts'
import { ratio, statsOf, toStats } from './game-stats.ts'
import { findGameTotals, findPlays, type GameTotals } from './history.store.ts'

const TAG = 'games'

export interface GameRouteDependencies {
  readonly pool: Pool
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

function statsRoutes({ pool }: GameRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/games/profile/stats',
      summary: 'One’s own totals over all games',
      tag: TAG,
      access: 'player',
      reply: profileGameStatsReply,
      handle: async ({ principal }) => {
        const games = (await findGameTotals(pool, principal.userId)).map(toStats)
        return accept({ games, totalPlays: games.reduce((sum, { plays }) => sum + plays, 0) })
      },
    }),
    route({
      method: 'get',
      path: '/api/games/:type/stats',
      summary: 'One’s own totals of a game',
      tag: TAG,
      access: 'player',
      params: gameTypeParams,
      reply: gameStatsSchema,
      handle: async ({ principal, params: { type } }) => {
        return accept(statsOf(await findGameTotals(pool, principal.userId), type))
      },
    }),
  ]
}

function userStatsRoute({ pool, findPlayer }: GameRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/users/stats',
    summary: 'One’s own totals and streak',
    tag: TAG,
    access: 'player',
    reply: userStatsSchema,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal }) => {
      const player = await findPlayer(principal.userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      // Coins only: gems spent on items are no stake that could be lost or won back.
      const games = (await findGameTotals(pool, principal.userId)).filter(
        ({ game }) => findTabledGame(game)?.currency === 'coins',
      )
      const sum = (of: (game: GameTotals) => number) => games.reduce((total, game) => total + of(game), 0)
      const [totalPlays, totalBet, totalWin] = [sum((g) => g.plays), sum((g) => g.totalBet), sum((g) => g.totalWin)]
      return accept({
        totalPlays,
        totalBet,
        totalWin,
        netResult: totalWin - totalBet,
        winRate: ratio(
          sum((g) => g.wins),
          totalPlays,
        ),
        currentStreak: player.streak,
        memberSince: player.createdAt,
      })
    },
  })
}
