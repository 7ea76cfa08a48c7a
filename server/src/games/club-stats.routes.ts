import { accept, gachaStatsReply, inventoryReply, refuse, rouletteRecentReply } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerStore } from '../player/index.ts'
import { findInventory, type GachaDay, gachaSince, ownPulls, recentNumbers } from './club-stats.store.ts'
import { statsOf } from './game-stats.ts'
import { findGameTotals } from './history.store.ts'

const TAG = 'games'
const DAY_MS = 86_400_000
const RECENT_NUMBERS = 200
/** Everybody sees the same figures, and nobody needs them to the second. */
const FRESH_MS = 5_000

export interface ClubStatsDependencies {
  readonly pool: Pool
  readonly players: PlayerStore
  readonly clock: Clock
}

/** Asks `read` again only when its last answer is old; callers at the same time share one question. */
function cached<T>(clock: Clock, read: () => Promise<T>): () => Promise<T> {
  let readAtMs = Number.NEGATIVE_INFINITY
  let last: Promise<T> | undefined
  return () => {
    if (last === undefined || clock.nowMs() - readAtMs >= FRESH_MS) {
      readAtMs = clock.nowMs()
      last = read().catch((error: unknown) => {
        last = undefined
        throw error
      })
    }
    return last
  }
}

/** What the club plays lately, and what a player has won. */
export function clubStatsRoutes({ pool, players, clock }: ClubStatsDependencies): AnyRoute[] {
  const numbers = cached(clock, () => recentNumbers(pool, RECENT_NUMBERS))
  const today = cached<GachaDay>(clock, () => gachaSince(pool, Math.floor(clock.nowMs() / DAY_MS) * DAY_MS))
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
    gachaStatsRoute(pool, players, today),
    inventoryRoute(pool, clock),
  ]
}

function gachaStatsRoute(pool: Pool, players: PlayerStore, today: () => Promise<GachaDay>): AnyRoute {
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
      const stats = statsOf(await findGameTotals(pool, userId), 'gacha')
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
