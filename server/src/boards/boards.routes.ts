import {
  accept,
  boardPageQuery,
  boardPageReply,
  boardParams,
  boardShownBody,
  boardShownReply,
  boardsReply,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { setShown } from './absences.store.ts'
import type { Boards } from './boards.service.ts'

const TAG = 'leaderboards'
const PATH = '/api/leaderboards'

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
      handle: ({ principal: { userId }, params: { board }, query: { page, perPage, around, season, of } }) => {
        const start = around === 'me' ? 'around' : { offset: (page - 1) * perPage }
        return boards.page({ userId, board, start, limit: perPage, season, ...(of && { of }) })
      },
    }),
  ]
}
