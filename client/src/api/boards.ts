import { boardPageReply, boardShownReply, boardsReply, cohortReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

export type BoardView = 'top' | 'me' | 'followed' | 'previous'

const QUERIES: Record<BoardView, string> = {
  top: '',
  me: 'around=me',
  followed: 'of=followed',
  previous: 'season=previous',
}

/** Calls about the leaderboards. */
export function createBoardsApi(call: AuthorisedCall) {
  return {
    list: () => call('/api/leaderboards', boardsReply),
    page: (board: string, view: BoardView, page: number) =>
      call(
        `/api/leaderboards/${board}?${view === 'me' ? QUERIES.me : `${QUERIES[view]}&page=${page}`}`,
        boardPageReply,
      ),
    cohort: (board: string) => call(`/api/leaderboards/${board}/cohort`, cohortReply.nullable()),
    show: (shown: boolean) => call('/api/leaderboards/me', boardShownReply, { method: 'POST', body: { shown } }),
  }
}
