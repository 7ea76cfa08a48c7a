import {
  adminBoardSchema,
  type BoardPreview,
  type BoardTerms,
  boardPreviewReply,
  boardRemovalReply,
  type CohortPreview,
  type CohortTerms,
  cohortPreviewReply,
  cohortTermsReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { BoardRecord, CohortTermsRecord } from './resources.ts'

/** A board as it is to be; `seenRevision` 0: there is none yet. */
export interface BoardOrder {
  readonly seenRevision: number
  readonly terms: BoardTerms
  readonly reason: string
}

/** The next version of a board’s cohorts; `seenVersion` 0: it has none yet. */
export interface CohortsOrder {
  readonly seenVersion: number
  readonly terms: CohortTerms
  readonly reason: string
}

/** What is done about the leaderboards. Each call resolves only when the server has done it. */
export interface BoardActions {
  /** Takes a player off all boards, or lets him stand on them again. */
  removeFromBoards(playerId: number, removed: boolean, reason: string): Promise<{ removed: boolean }>
  previewBoard(id: string, terms: BoardTerms): Promise<BoardPreview>
  writeBoard(id: string, order: BoardOrder): Promise<BoardRecord>
  previewCohorts(board: string, terms: CohortTerms): Promise<CohortPreview>
  writeCohorts(board: string, order: CohortsOrder): Promise<CohortTermsRecord[]>
}

export function createBoardActions(http: Http): BoardActions {
  const of = (id: string) => `/api/admin/boards/${encodeURIComponent(id)}`
  return {
    removeFromBoards: async (playerId, removed, reason) => {
      const path = `/api/admin/players/${playerId}/boards`
      return await parsed(await http.authorized(path, { method: 'POST', body: { removed, reason } }), boardRemovalReply)
    },
    previewBoard: async (id, terms) =>
      await parsed(await http.authorized(`${of(id)}/preview`, { method: 'POST', body: { terms } }), boardPreviewReply),
    previewCohorts: async (board, terms) => {
      const response = await http.authorized(`${of(board)}/cohorts/preview`, { method: 'POST', body: { terms } })
      return await parsed(response, cohortPreviewReply)
    },
    writeCohorts: async (board, body) =>
      await parsed(await http.authorized(`${of(board)}/cohorts`, { method: 'PUT', body }), cohortTermsReply),
    writeBoard: async (id, body) =>
      await parsed(await http.authorized(of(id), { method: 'PUT', body }), adminBoardSchema),
  }
}
