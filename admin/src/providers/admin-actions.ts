import { balanceCorrectionReply, forcedLogoutReply } from '@casino-club/shared'
import type { Identifier } from 'react-admin'
import { type Http, parsed, type SchemaOutput } from './http.ts'
import { createOddsActions, type OddsActions } from './odds-actions.ts'
import { filterQuery, withQuery } from './query.ts'
import { createRewardActions, type RewardActions } from './reward-actions.ts'

/** A balance correction as it is sent; see `balanceCorrectionBody`. */
export interface BalanceCorrection {
  readonly commandId: string
  readonly currency: string
  readonly amount: number
  readonly reason: string
  readonly expectedVersion: number
}

export type CorrectionOutcome = SchemaOutput<typeof balanceCorrectionReply>
export type LogoutOutcome = SchemaOutput<typeof forcedLogoutReply>

export interface PlayerExport {
  readonly file: Blob
  readonly name: string
}

/** What admins do beyond reading. Each call resolves only when the server has done it. */
export interface AdminActions extends OddsActions, RewardActions {
  correctBalance(playerId: Identifier, correction: BalanceCorrection): Promise<CorrectionOutcome>
  forceLogout(playerId: Identifier): Promise<LogoutOutcome>
  /** All players that match, as one file; the paging is ignored. */
  exportPlayers(filter: Readonly<Record<string, unknown>>): Promise<PlayerExport>
}

const fileName = (disposition: string | null): string =>
  /filename="?([\w.-]+)"?/.exec(disposition ?? '')?.[1] ?? 'players.csv'

export function createAdminActions(http: Http): AdminActions {
  const player = (id: Identifier) => `/api/admin/players/${encodeURIComponent(String(id))}`
  return {
    ...createOddsActions(http),
    ...createRewardActions(http),
    correctBalance: async (playerId, correction) =>
      await parsed(
        await http.authorized(`${player(playerId)}/balance-corrections`, { method: 'POST', body: correction }),
        balanceCorrectionReply,
      ),
    forceLogout: async (playerId) =>
      await parsed(
        await http.authorized(`${player(playerId)}/logout`, { method: 'POST', body: {} }),
        forcedLogoutReply,
      ),
    exportPlayers: async (filter) => {
      const path = withQuery('/api/admin/players/export.csv', filterQuery(filter))
      const response = await http.authorized(path, { timeoutMs: null })
      return { file: await response.blob(), name: fileName(response.headers.get('content-disposition')) }
    },
  }
}
