import { accept, gachaStatsReply, inventoryReply, refuse, rouletteRecentReply, statsQuery } from '@casino-club/shared'
import { type Clock, utcDay } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerStore } from '../player/index.ts'
import { cached } from './cached.ts'
import { findInventory, gachaOn, ownPulls, recentNumbers } from './club-stats.store.ts'
import { findPeriodSums } from './history/sums.store.ts'
import { statsOf } from './history/totals.ts'

const TAG = 'games'
const RECENT_NUMBERS = 200
/** Everybody sees the same figures, and nobody needs them to the second. */
const FRESH_MS = 5_000

export interface ClubStatsDependencies {
  readonly pool: Pool
  readonly players: PlayerStore
  readonly clock: Clock
}

/** What the club plays lately, and what a player has won. */
export function clubStatsRoutes({ pool, players, clock }: ClubStatsDependencies): AnyRoute[] {
  const numbers = cached(clock, FRESH_MS, () => recentNumbers(pool, RECENT_NUMBERS))
  const today = cached(clock, FRESH_MS, () => gachaOn(pool, utcDay(clock.nowMs())))
  return [
    route({
      method: 'get',
      path: '/api/games/roulette/recent',
      summary: 'The club’s last numbers, the latest first; they mean nothing for the next one',
      tag: TAG,
      access: 'none',
      reply: rouletteRecentReply,
      handle: async () => accept({ numbers: await numbers() }),
    }),
    gachaStatsRoute({ pool, players, clock }, today),
    inventoryRoute(pool, clock),
  ]
}

function gachaStatsRoute(
  { pool, players, clock }: ClubStatsDependencies,
  today: () => ReturnType<typeof gachaOn>,
): AnyRoute {
  return route({
    method: 'get',
    path: '/api/games/gacha/stats',
    summary: 'Who pulled today (UTC), and one’s own pulls and pity counter',
    tag: TAG,
    access: 'player',
    reply: gachaStatsReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal: { userId } }) => {
      const player = await players.load(userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const { players: playersToday, pulls: pullsToday } = await today()
      const all = await findPeriodSums(pool, { userId, game: 'gacha' }, statsQuery.parse({}), clock.nowMs())
      const stats = statsOf('gacha', all?.sums ?? [])
      const own = await ownPulls(pool, userId)
      return accept({ ...stats, playersToday, pullsToday, own, pity: player.state.games.gacha?.pity ?? 0 })
    },
  })
}

function inventoryRoute(pool: Pool, clock: Clock): AnyRoute {
  return route({
    method: 'get',
    path: '/api/games/inventory',
    summary: 'What one has, stock by stock',
    tag: TAG,
    access: 'player',
    reply: inventoryReply,
    handle: async ({ principal: { userId } }) => {
      const items = await findInventory(pool, userId, clock.nowMs())
      return accept({
        items: items.map(({ item, quantity, expiresAtMs, updatedAt }) => ({
          item,
          quantity,
          expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
          updatedAt: updatedAt.toISOString(),
        })),
      })
    },
  })
}
