import {
  adminBoardSchema,
  type BoardPreview,
  type BoardTerms,
  boardPreviewReply,
  boardRemovalReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { BoardRecord } from './resources.ts'

/** A board as it is to be; `seenRevision` 0: there is none yet. */
export interface BoardOrder {
  readonly seenRevision: number
  readonly terms: BoardTerms
  readonly reason: string
}

/** What is done about the leaderboards. Each call resolves only when the server has done it. */
export interface BoardActions {
  /** Takes a player off all boards, or lets him stand on them again. */
  removeFromBoards(playerId: number, removed: boolean, reason: string): Promise<{ removed: boolean }>
  previewBoard(id: string, terms: BoardTerms): Promise<BoardPreview>
  writeBoard(id: string, order: BoardOrder): Promise<BoardRecord>
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
    writeBoard: async (id, body) =>
      await parsed(await http.authorized(of(id), { method: 'PUT', body }), adminBoardSchema),
  }
}
