import { boardRemovalReply } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is done about the leaderboards. Each call resolves only when the server has done it. */
export interface BoardActions {
  /** Takes a player off all boards, or lets him stand on them again. */
  removeFromBoards(playerId: number, removed: boolean, reason: string): Promise<{ removed: boolean }>
}

export function createBoardActions(http: Http): BoardActions {
  return {
    removeFromBoards: async (playerId, removed, reason) => {
      const path = `/api/admin/players/${playerId}/boards`
      return await parsed(await http.authorized(path, { method: 'POST', body: { removed, reason } }), boardRemovalReply)
    },
  }
}
