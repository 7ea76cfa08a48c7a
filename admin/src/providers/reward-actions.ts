import { adminItemSchema, type Reward, rewardImportSchema, rewardReply } from '@casino-club/shared'
import { type Http, parsed, type SchemaOutput } from './http.ts'
import type { CatalogueEntry, RewardImportRecord } from './resources.ts'

/** What an admin decides about an item, as the server takes it. */
export type ItemFieldsSent = Omit<CatalogueEntry, 'id' | 'version' | 'createdAt' | 'updatedAt'>

/** A grant as it is sent; see `rewardBody`. */
export interface RewardGrant {
  readonly commandId: string
  readonly userId: number
  readonly rewards: readonly Reward[]
  readonly reason: string
  readonly note: string
}
export type RewardOutcomeReply = SchemaOutput<typeof rewardReply>

export interface ImportUpload {
  readonly commandId: string
  readonly fileName: string
  readonly reason: string
  readonly csv: string
}

/** What is done about items and rewards. Each call resolves only when the server has done it. */
export interface RewardActions {
  createItem(item: ItemFieldsSent & { readonly id: string }): Promise<CatalogueEntry>
  /** `seenVersion` is the version the editor began with. */
  updateItem(id: string, item: ItemFieldsSent & { readonly seenVersion: number }): Promise<CatalogueEntry>
  grantReward(grant: RewardGrant): Promise<RewardOutcomeReply>
  uploadImport(upload: ImportUpload): Promise<RewardImportRecord>
  /** `seenHash` is that of the file that was looked at. */
  startImport(id: string, seenHash: string): Promise<RewardImportRecord>
  cancelImport(id: string): Promise<RewardImportRecord>
  /** The lines that failed, as CSV. */
  importFailures(id: string): Promise<Blob>
}

const ITEMS = '/api/admin/items'
const IMPORTS = '/api/admin/reward-imports'
/** A large file on a slow line. */
const UPLOAD_TIMEOUT_MS = 120_000

export function createRewardActions(http: Http): RewardActions {
  const item = (id: string) => `${ITEMS}/${encodeURIComponent(id)}`
  const ofImport = (id: string) => `${IMPORTS}/${encodeURIComponent(id)}`
  const post = (path: string, body: unknown, timeoutMs?: number) =>
    http.authorized(path, { method: 'POST', body, ...(timeoutMs !== undefined && { timeoutMs }) })
  return {
    createItem: async (body) => await parsed(await post(ITEMS, body), adminItemSchema),
    updateItem: async (id, body) =>
      await parsed(await http.authorized(item(id), { method: 'PUT', body }), adminItemSchema),
    grantReward: async (grant) => await parsed(await post('/api/rewards', grant), rewardReply),
    uploadImport: async (upload) => await parsed(await post(IMPORTS, upload, UPLOAD_TIMEOUT_MS), rewardImportSchema),
    startImport: async (id, seenHash) =>
      await parsed(await post(`${ofImport(id)}/start`, { seenHash }), rewardImportSchema),
    cancelImport: async (id) => await parsed(await post(`${ofImport(id)}/cancel`, {}), rewardImportSchema),
    importFailures: async (id) =>
      await (await http.authorized(`${ofImport(id)}/failures.csv`, { timeoutMs: null })).blob(),
  }
}
