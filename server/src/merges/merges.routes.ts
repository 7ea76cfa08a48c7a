import { accept, adminIdParams, mergeBody, mergeReply, mergesReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Merges } from './merges.service.ts'

const TAG = 'admin'

/** Making two accounts one, as the admins do it. */
export function mergeRoutes(merges: Merges): AnyRoute[] {
  return [mergeRoute(merges), historyRoute(merges)]
}

function mergeRoute(merges: Merges): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/merge',
    summary:
      'Moves all that another account of the same person holds into this one and closes the other for good, once per command id; a dry run tells what would happen',
    tag: TAG,
    access: { permission: 'players:merge' },
    stepUp: ({ dryRun }) => !dryRun,
    params: adminIdParams,
    body: mergeBody,
    reply: mergeReply,
    reasons: [
      'NOT_FOUND',
      'SAME_ACCOUNT',
      'ACCOUNT_MERGED',
      'DELETION_PENDING',
      'BANNED',
      'FRAUD_BLOCK',
      'STAKE_OPEN',
      'PURCHASE_OPEN',
      'SELF_EXCLUDED',
      'PAUSED',
      'MERGE_LOOSENS',
      'BALANCE_LIMIT',
      'ITEM_LIMIT',
      'CONFLICT',
      'COMMAND_ID_REUSED',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, params: { id: intoUserId }, body, request }) => {
      if (body.dryRun) return merges.preview({ ...body, intoUserId })
      const { commandId, fromUserId, reason, expectedFromVersion, expectedVersion } = body
      const payload = { fromUserId, intoUserId, reason, expectedFromVersion, expectedVersion }
      const merged = await merges.merge(commandId, payload, { admin: principal, request })
      if (!merged.ok) return merged
      const { merge, replayed } = merged.value
      return accept({ dryRun: false as const, ...(replayed && { replayed }), merge })
    },
  })
}

function historyRoute(merges: Merges): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/players/:id/merges',
    summary: 'The merges a player’s account took part in, on either side, newest first',
    tag: TAG,
    access: { permission: 'players:read' },
    params: adminIdParams,
    reply: mergesReply,
    handle: async ({ params: { id }, total }) => {
      const found = await merges.of(id)
      total(found.length)
      return accept(found)
    },
  })
}
