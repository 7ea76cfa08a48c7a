import {
  accept,
  type GameStats,
  gameStatsSchema,
  gameTypeParams,
  historyQuery,
  historyReply,
  profileGameStatsReply,
  refuse,
  slotConfigReply,
  slotSpinBody,
  slotSpinReply,
  slotTableVersionParams,
  userStatsSchema,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors, Rule } from '../player/index.ts'
import { commandIdOf } from './command-id.ts'
import { findGameTotals, findPlays, type GameTotals } from './history.store.ts'
import type { SlotTables, SlotVersion } from './slot/slot-tables.service.ts'

const TAG = 'games'

export interface GameRouteDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly slotTables: SlotTables
  readonly spin: Rule<{ bet: number }, undefined>
  /** Of a player: since when he is one, and his wins in a row. */
  readonly findPlayer: (userId: number) => Promise<{ createdAt: string; streak: number } | undefined>
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

const toStats = (totals: GameTotals): GameStats => ({
  ...totals,
  winRate: ratio(totals.wins, totals.plays),
  netResult: totals.totalWin - totals.totalBet,
  lastPlayedAt: totals.lastPlayedAt?.toISOString() ?? null,
})

const NO_PLAYS: Omit<GameTotals, 'game'> = {
  plays: 0,
  wins: 0,
  totalBet: 0,
  totalWin: 0,
  bestWin: 0,
  lastPlayedAt: null,
}

const toConfig = ({ odds, table, analysis }: SlotVersion) => ({
  tableVersion: odds.version,
  tableHash: odds.hash,
  publishedAt: (odds.publishedAt ?? odds.createdAt).toISOString(),
  table,
  analysis: { ...analysis, lines: [...analysis.lines] },
})

/** Playing over HTTP, one's history and statistics, and the published odds. */
export function gameRoutes(deps: GameRouteDependencies): AnyRoute[] {
  return [spinRoute(deps), ...oddsRoutes(deps), historyRoute(deps), ...statsRoutes(deps), userStatsRoute(deps)]
}

function spinRoute({ actors, spin }: GameRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/actions/SLOT_SPIN',
    summary: 'Spins the slot: the same command as slot.spin in the room',
    tag: TAG,
    access: 'player',
    body: slotSpinBody,
    reply: slotSpinReply,
    reasons: [
      'BET_TOO_LOW',
      'BET_ABOVE_LIMIT',
      'INSUFFICIENT_FUNDS',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TABLE_UNAVAILABLE',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, body, request }) => {
      const commandId = commandIdOf(body.commandId, request)
      if (!commandId.ok) return commandId
      const answer = await actors.execute(principal.userId, spin, {
        commandId: commandId.value,
        payload: { bet: body.bet },
      })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}

function oddsRoutes({ slotTables }: GameRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/games/slot/config',
      summary: 'The odds in force, exactly as they are drawn from',
      tag: TAG,
      access: 'none',
      reply: slotConfigReply,
      reasons: ['TABLE_UNAVAILABLE'],
      handle: async () => {
        const published = await slotTables.findPublished()
        return published ? accept(toConfig(published)) : refuse('TABLE_UNAVAILABLE', 'no slot table is published')
      },
    }),
    route({
      method: 'get',
      path: '/api/games/slot/tables/:version',
      summary: 'A table that is or was in force, for checking past spins',
      tag: TAG,
      access: 'none',
      params: slotTableVersionParams,
      reply: slotConfigReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ params }) => {
        const found = await slotTables.find(params.version)
        if (found === undefined || found.odds.status === 'draft') return refuse('NOT_FOUND', 'no such published table')
        return accept(toConfig(found))
      },
    }),
  ]
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
        const found = (await findGameTotals(pool, principal.userId)).find(({ game }) => game === type)
        return accept(toStats(found ?? { game: type, ...NO_PLAYS }))
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
      const games = await findGameTotals(pool, principal.userId)
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
