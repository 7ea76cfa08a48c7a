import { type VaultPreview, type VaultTerms, vaultDefinitionSchema, vaultPreviewReply } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { VaultKind } from './resources.ts'

/** The next version of a kind of vault; `seenVersion` 0: there is none yet. */
export interface VaultOrder {
  readonly seenVersion: number
  readonly terms: VaultTerms
  readonly reason: string
}

/** What is done about vaults. Each call resolves only when the server has done it. */
export interface VaultActions {
  previewVault(type: string, terms: VaultTerms): Promise<VaultPreview>
  defineVault(type: string, order: VaultOrder): Promise<VaultKind>
}

export function createVaultActions(http: Http): VaultActions {
  const of = (type: string) => `/api/admin/vaults/definitions/${encodeURIComponent(type)}`
  return {
    previewVault: async (type, terms) => {
      const response = await http.authorized(`${of(type)}/preview`, { method: 'POST', body: { terms } })
      return await parsed(response, vaultPreviewReply)
    },
    defineVault: async (type, body) =>
      await parsed(await http.authorized(of(type), { method: 'PUT', body }), vaultDefinitionSchema),
  }
}
