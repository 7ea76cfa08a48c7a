import {
  boardParams,
  cohortPreviewBody,
  cohortPreviewReply,
  cohortReply,
  cohortTermsBody,
  cohortTermsReply,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Cohorts } from './cohorts.service.ts'

const ADMIN = '/api/admin/boards/:board/cohorts'

/** Cohorts of weekly boards, over HTTP. */
export function cohortRoutes(cohorts: Cohorts): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/leaderboards/:board/cohort',
      summary: 'One’s cohort of a weekly board with its zones, and how one’s last season ended',
      tag: 'leaderboards',
      access: 'player',
      params: boardParams,
      reply: cohortReply.nullable(),
      handle: ({ principal: { userId }, params: { board } }) => cohorts.view(userId, board),
    }),
    route({
      method: 'get',
      path: ADMIN,
      summary: 'What the cohorts of a weekly board are, in versions',
      tag: 'admin',
      access: { permission: 'boards:read' },
      params: boardParams,
      reply: cohortTermsReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { board }, total }) => {
        const versions = await cohorts.versions(board)
        if (versions.ok) total(versions.value.length)
        return versions
      },
    }),
    route({
      method: 'post',
      path: `${ADMIN}/preview`,
      summary: 'What terms would mean with the players of this season; nothing is kept',
      tag: 'admin',
      access: { permission: 'boards:edit' },
      params: boardParams,
      body: cohortPreviewBody,
      reply: cohortPreviewReply,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { board }, body: { terms } }) => cohorts.preview(board, terms),
    }),
    route({
      method: 'put',
      path: ADMIN,
      summary: 'The next version of a board’s cohorts; a season that has begun keeps its terms',
      tag: 'admin',
      access: { permission: 'boards:edit' },
      stepUp: true,
      params: boardParams,
      body: cohortTermsBody,
      reply: cohortTermsReply,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { board }, body }) =>
        cohorts.define({ boardId: board, ...body }, { admin: principal, request }),
    }),
  ]
}
