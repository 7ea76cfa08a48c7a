import {
  type AlertReport,
  alertReportReply,
  externalDepositsReply,
  type VaultPreview,
  type VaultReports,
  type VaultTerms,
  vaultDefinitionSchema,
  vaultPreviewReply,
  vaultReportsReply,
} from '@casino-club/shared'
import type { DayRange } from './desk-actions.ts'
import { type Http, parsed, type SchemaOutput } from './http.ts'
import { withQuery } from './query.ts'
import type { VaultKind } from './resources.ts'

/** The next version of a kind of vault; `seenVersion` 0: there is none yet. */
export interface VaultOrder {
  readonly seenVersion: number
  readonly terms: VaultTerms
  readonly reason: string
}

/** What another system says that players have deposited in all. */
export interface DepositTotals {
  readonly entries: readonly { readonly userId: number; readonly depositTotal: number }[]
  readonly reason: string
}

/** What is done about vaults. Each call resolves only when the server has done it. */
export interface VaultActions {
  previewVault(type: string, terms: VaultTerms): Promise<VaultPreview>
  defineVault(type: string, order: VaultOrder): Promise<VaultKind>
  takeDeposits(totals: DepositTotals): Promise<SchemaOutput<typeof externalDepositsReply>>
  vaultReports(range: DayRange): Promise<VaultReports>
  alertReport(range: DayRange): Promise<AlertReport>
}

export function createVaultActions(http: Http): VaultActions {
  const VAULTS = '/api/admin/vaults'
  const of = (type: string) => `${VAULTS}/definitions/${encodeURIComponent(type)}`
  return {
    previewVault: async (type, terms) => {
      const response = await http.authorized(`${of(type)}/preview`, { method: 'POST', body: { terms } })
      return await parsed(response, vaultPreviewReply)
    },
    defineVault: async (type, body) =>
      await parsed(await http.authorized(of(type), { method: 'PUT', body }), vaultDefinitionSchema),
    takeDeposits: async (body) =>
      await parsed(
        await http.authorized(`${VAULTS}/external-ranking-data/upsert`, { method: 'POST', body }),
        externalDepositsReply,
      ),
    vaultReports: async (range) =>
      await parsed(
        await http.authorized(withQuery(`${VAULTS}/reports`, new URLSearchParams({ ...range }))),
        vaultReportsReply,
      ),
    alertReport: async (range) =>
      await parsed(
        await http.authorized(withQuery('/api/admin/alerts/report', new URLSearchParams({ ...range }))),
        alertReportReply,
      ),
  }
}
