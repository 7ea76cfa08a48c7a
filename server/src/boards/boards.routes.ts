import {
  accept,
  adminBoardsReply,
  adminBoardTopReply,
  boardPageQuery,
  boardPageReply,
  boardParams,
  boardPlayerParams,
  boardRemovalBody,
  boardRemovalReply,
  boardShownBody,
  boardShownReply,
  boardsReply,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { setShown } from './absences.store.ts'
import type { Boards } from './boards.service.ts'

const TAG = 'leaderboards'
const PATH = '/api/leaderboards'
const READ = { permission: 'boards:read' }
const REMOVE = { permission: 'boards:remove' }
const TOP = 100

/** Boards for players. */
export function boardRoutes({ boards, pool, clock }: { boards: Boards; pool: Pool; clock: Clock }): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Every board: what it counts, and when its season ends',
      tag: TAG,
      access: 'player',
      reply: boardsReply,
      handle: async () => accept(await boards.list()),
    }),
    route({
      method: 'post',
      path: `${PATH}/me`,
      summary: 'Whether one wants to be shown on the boards',
      tag: TAG,
      access: 'player',
      body: boardShownBody,
      reply: boardShownReply,
      handle: async ({ principal: { userId }, body: { shown } }) => {
        await setShown(pool, userId, shown, clock.nowMs())
        return accept({ shown })
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:board`,
      summary: 'A page of a board, or the part around oneself; of equals, who reached the score first is ahead',
      tag: TAG,
      access: 'player',
      params: boardParams,
      query: boardPageQuery,
      reply: boardPageReply,
      reasons: ['NOT_FOUND'],
      handle: ({ principal: { userId }, params: { board }, query: { page, perPage, around, season } }) => {
        const start = around === 'me' ? 'around' : { offset: (page - 1) * perPage }
        return boards.page({ userId, board, start, limit: perPage, season })
      },
    }),
  ]
}

/** Boards for those who run the club. */
export function adminBoardRoutes(boards: Boards): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/boards',
      summary: 'Every board with its season and the number of players on it',
      tag: 'admin',
      access: READ,
      reply: adminBoardsReply,
      handle: async ({ total }) => {
        const list = await boards.list()
        total(list.length)
        const counted = list.map(async (board) => ({ ...board, players: (await boards.top(board.id, 1))?.total ?? 0 }))
        return accept(await Promise.all(counted))
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
