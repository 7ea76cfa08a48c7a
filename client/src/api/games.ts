import {
  gameConfigReply as anyConfigReply,
  catalogueReply,
  disclosureReply,
  gachaStatsReply,
  historyReply,
  inventoryReply,
  lotteryReply,
  rouletteRecentReply,
  roundSchema,
  seedsReply,
  slotConfigReply,
  verifyReply,
} from '@casino-club/shared'
import { type GameId, gameConfigReply } from '../screens/games/contract.ts'
import type { AuthorisedCall, AuthorisedDownload } from './authorised.ts'
import type { Call } from './http.ts'

/** Public: the odds in force and every table that ever was published. */
export function createOddsApi(call: Call) {
  return {
    current: () => call('/api/games/slot/config', slotConfigReply),
    disclosure: () => call('/api/disclosure', disclosureReply),
    version: (version: number) => call(`/api/games/slot/tables/${version}`, slotConfigReply),
    /** Any table that ever was published, as its game reads it. */
    table: (game: string, version: number) => call(`/api/games/${game}/tables/${version}`, anyConfigReply),
    inForce: (game: string) => call(`/api/games/${game}/config`, anyConfigReply),
    round: (game: string, id: number) => call(`/api/games/${game}/rounds/${id}`, roundSchema),
    of: <G extends GameId>(game: G) => call(`/api/games/${game}/config`, gameConfigReply(game)),
  }
}
export type OddsApi = ReturnType<typeof createOddsApi>

/** Public: every item there is. */
export function createItemsApi(call: Call) {
  return { all: () => call('/api/items', catalogueReply) }
}

/** What single games tell beside their odds. */
export function createGamesApi(call: AuthorisedCall) {
  return {
    recentNumbers: () => call('/api/games/roulette/recent', rouletteRecentReply),
    gachaStats: () => call('/api/games/gacha/stats', gachaStatsReply),
    lottery: () => call('/api/games/lottery', lotteryReply),
    inventory: () => call('/api/games/inventory', inventoryReply),
  }
}
export type GamesApi = ReturnType<typeof createGamesApi>

export type ExportFormat = 'csv' | 'json'

/** One's own plays, newest first, their proof, and all of them to keep. */
export function createPlaysApi(call: AuthorisedCall, download: AuthorisedDownload) {
  return {
    /** All plays since an instant (ms since the epoch; null: ever) as a file. */
    export(format: ExportFormat, sinceMs: number | null) {
      const from = sinceMs === null ? '' : `&from=${new Date(sinceMs).toISOString()}`
      return download(`/api/games/history/export?format=${format}${from}`)
    },
    async history(page: number, perPage: number) {
      const result = await call(`/api/games/history?page=${page}&perPage=${perPage}&order=DESC`, historyReply)
      if (!result.ok) return result
      const total = Number(result.headers.get('X-Total-Count') ?? result.value.length)
      return { ok: true as const, value: { plays: result.value, total }, headers: result.headers }
    },
    seeds: () => call('/api/fairness/seeds', seedsReply),
    verify: (eventId: string) => call(`/api/fairness/verify?eventId=${encodeURIComponent(eventId)}`, verifyReply),
  }
}
export type PlaysApi = ReturnType<typeof createPlaysApi>
