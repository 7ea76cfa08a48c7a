import {
  accept,
  adminBoardSchema,
  adminBoardsReply,
  adminBoardTopReply,
  boardOrderBody,
  boardParams,
  boardPlayerParams,
  boardPreviewBody,
  boardPreviewReply,
  boardRemovalBody,
  boardRemovalReply,
  refuse,
  removedPlayersQuery,
  removedPlayersReply,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findRemovals } from './absences.store.ts'
import type { Boards } from './boards.service.ts'
import { BoardEditing } from './editing.service.ts'

const READ = { permission: 'boards:read' }
const REMOVE = { permission: 'boards:remove' }
const EDIT = { permission: 'boards:edit' }
const TOP = 100

interface BoardAdminDependencies {
  readonly boards: Boards
  readonly pool: Pool
  readonly clock: Clock
}

/** Boards for those who run the club. */
export function adminBoardRoutes({ boards, ...deps }: BoardAdminDependencies): AnyRoute[] {
  return [...readRoutes(boards), ...removalRoutes(boards, deps), ...editRoutes(new BoardEditing({ ...deps, boards }))]
}

function readRoutes(boards: Boards): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/boards',
      summary: 'Every board with its season and the number of players on it',
      tag: 'admin',
      access: READ,
      reply: adminBoardsReply,
      handle: async ({ total }) => {
        const list = await boards.all()
        total(list.length)
        return accept(list)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/boards/:board/top',
      summary: `The first ${TOP} of a board as players see it`,
      tag: 'admin',
      access: READ,
      params: boardParams,
      reply: adminBoardTopReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { board }, total }) => {
        const top = await boards.top(board, TOP)
        if (top === undefined) return refuse('NOT_FOUND', 'there is no such board')
        total(top.leaders.length)
        return accept(top.leaders)
      },
    }),
  ]
}

function removalRoutes(boards: Boards, { pool }: Pick<BoardAdminDependencies, 'pool'>): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/board-removals',
      summary: 'Players whom the club took off its boards, and why',
      tag: 'admin',
      access: READ,
      query: removedPlayersQuery,
      reply: removedPlayersReply,
      handle: async ({ query: { page, perPage, order }, total }) => {
        const found = await findRemovals(pool, { page, perPage, ascending: order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.removals)
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/players/:id/boards',
      summary: 'Takes a player off all boards, or lets him stand on them again; his scores stay',
      tag: 'admin',
      access: REMOVE,
      params: boardPlayerParams,
      body: boardRemovalBody,
      reply: boardRemovalReply,
      reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { id }, body }) =>
        boards.remove({ userId: id, ...body }, { admin: principal, request }),
    }),
  ]
}

function editRoutes(editing: BoardEditing): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/admin/boards/:board/preview',
      summary: 'What an edit of a board would mean; nothing is kept',
      tag: 'admin',
      access: EDIT,
      params: boardParams,
      body: boardPreviewBody,
      reply: boardPreviewReply,
      handle: async ({ params: { board }, body: { terms } }) => accept(await editing.preview(board, terms)),
    }),
    route({
      method: 'put',
      path: '/api/admin/boards/:board',
      summary: 'A new board, or where one stands and whether it is shown; what it counts never changes',
      tag: 'admin',
      access: EDIT,
      params: boardParams,
      body: boardOrderBody,
      reply: adminBoardSchema,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { board }, body }) =>
        editing.write({ id: board, ...body }, { admin: principal, request }),
    }),
  ]
}
