import {
  accept,
  adminInvitationSchema,
  adminInvitationsQuery,
  adminInvitationsReply,
  friendRewardedSchema,
  friendTermsBody,
  friendTermsReply,
  invitationClaimBody,
  invitationDecisionBody,
  invitationParams,
  myInviteReply,
} from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Invitations } from './invitations.service.ts'
import { findInvitations } from './invitations.store.ts'

const TAG = 'friends'
const PATH = '/api/admin/friends'

/** Inviting friends, as players do it. */
export function invitationRoutes(invitations: Invitations): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/invite/mine',
      summary: 'One’s own invite code, what it promises now, whom one invited, and how one came oneself',
      tag: TAG,
      access: 'player',
      reply: myInviteReply,
      reasons: ['NOT_FOUND'],
      handle: ({ principal: { userId } }) => invitations.mine(userId),
    }),
    route({
      method: 'post',
      path: '/api/invite/invitations/:id/claim',
      summary: 'Takes one’s reward of an invitation, once; the id is that of who was invited',
      tag: TAG,
      access: 'player',
      params: invitationParams,
      body: invitationClaimBody,
      reply: friendRewardedSchema,
      reasons: [
        'NOT_FOUND',
        'INVITATION_UNFINISHED',
        'INVITATION_UNPAID',
        'INVITATION_CLAIMED',
        'PAUSED',
        'SELF_EXCLUDED',
      ],
      handle: async ({ principal: { userId }, params: { id }, body, request }) => {
        const commandId = commandIdOf(body.commandId, request)
        if (!commandId.ok) return commandId
        const answer = await invitations.claim(userId, id, commandId.value)
        return answer.ok ? accept(answer as never) : answer
      },
    }),
  ]
}

export interface AdminInvitationDependencies {
  readonly invitations: Invitations
  readonly pool: Pool
}

/** The same as those who run the club see it. */
export function adminInvitationRoutes(deps: AdminInvitationDependencies): AnyRoute[] {
  return [...decisionRoutes(deps), ...termsRoutes(deps)]
}

function decisionRoutes({ invitations, pool }: AdminInvitationDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/invitations`,
      summary: 'Who invited whom, what came of it, and what looks like one person with two accounts',
      tag: 'admin',
      access: { permission: 'friends:read' },
      query: adminInvitationsQuery,
      reply: adminInvitationsReply,
      handle: async ({ query, total }) => {
        const found = await findInvitations(pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.invitations)
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/invitations/:id/decide`,
      summary: 'Lets an invitation count or not, or takes the rewards of banned accounts back',
      tag: 'admin',
      access: { permission: 'friends:decide' },
      stepUp: true,
      params: invitationParams,
      body: invitationDecisionBody,
      reply: adminInvitationSchema,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { id }, body }) =>
        invitations.decide({ id, ...body }, { admin: principal, request }),
    }),
  ]
}

function termsRoutes({ invitations }: AdminInvitationDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/terms`,
      summary: 'What invitations promise, in versions; the newest holds for new ones',
      tag: 'admin',
      access: { permission: 'friends:read' },
      reply: friendTermsReply,
      handle: async ({ total }) => {
        const versions = await invitations.versions()
        total(versions.length)
        return accept(versions)
      },
    }),
    route({
      method: 'put',
      path: `${PATH}/terms`,
      summary: 'The next version of the terms; invitations that are there keep theirs',
      tag: 'admin',
      access: { permission: 'friends:edit' },
      stepUp: true,
      body: friendTermsBody,
      reply: friendTermsReply,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, body }) => invitations.define(body, { admin: principal, request }),
    }),
  ]
}
