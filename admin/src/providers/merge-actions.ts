import { type MergeDone, type MergePreview, mergeDoneSchema, mergePreviewSchema } from '@casino-club/shared'
import type { Identifier } from 'react-admin'
import { type Http, parsed } from './http.ts'

/** The other account, as it was looked at; see `mergeBody`. */
export interface MergeOrder {
  readonly commandId: string
  readonly fromUserId: number
  readonly reason: string
  readonly expectedVersion: number
  readonly expectedFromVersion: number
}

/** Making two accounts one. */
export interface MergeActions {
  /** What would move into this player from the other account, and what stands against it; changes nothing. */
  previewMerge(playerId: Identifier, fromUserId: number): Promise<MergePreview>
  mergeAccounts(playerId: Identifier, order: MergeOrder): Promise<MergeDone>
}

export function createMergeActions(http: Http): MergeActions {
  const post = (id: Identifier, body: object) =>
    http.authorized(`/api/admin/players/${encodeURIComponent(String(id))}/merge`, { method: 'POST', body })
  return {
    previewMerge: async (id, fromUserId) =>
      await parsed(await post(id, { dryRun: true, fromUserId }), mergePreviewSchema),
    mergeAccounts: async (id, order) => await parsed(await post(id, { dryRun: false, ...order }), mergeDoneSchema),
  }
}
