import { accept, queueBoardBody, queueBoardReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { BOARD_COOKIE, BOARD_PATH, PASS_SECONDS, type QueueBoard } from './queue-board.ts'

export const BOARD_PERMISSION = 'notifications:read'

/** Exchanges a session for a look at the queues. */
export function queueBoardRoutes({
  queueBoard,
  config: { publicUrl },
}: {
  readonly queueBoard: QueueBoard
  readonly config: { readonly publicUrl: string }
}): AnyRoute[] {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return [
    route({
      method: 'post',
      path: '/api/admin/queues/pass',
      summary: 'A look at the queues of Redis for a quarter of an hour: a cookie that opens the board, and its address',
      tag: 'admin',
      access: { permission: BOARD_PERMISSION },
      body: queueBoardBody,
      reply: queueBoardReply,
      handle: async ({ principal, setCookie }) => {
        const pass = queueBoard.passFor(principal)
        // No script reads it, no other site sends it, and no other address gets it.
        const terms = `Path=${BOARD_PATH}; Max-Age=${PASS_SECONDS}; HttpOnly; SameSite=Strict${secure}`
        setCookie(`${BOARD_COOKIE}=${pass}; ${terms}`)
        return accept({ path: BOARD_PATH, seconds: PASS_SECONDS })
      },
    }),
  ]
}
