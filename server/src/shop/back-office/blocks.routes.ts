import {
  accept,
  blockDecisionBody,
  newBlockBody,
  refundParams,
  refuse,
  shopBlockSchema,
  shopBlocksQuery,
  shopBlocksReply,
} from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import { decideBlock, findBlock, findBlocks, insertBlock } from '../fraud/blocks.store.ts'

const TAG = 'admin'
const DECIDE = { permission: 'fraud:decide' }

/** Players whose purchases somebody must look at. */
export function blockRoutes({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/shop/blocks',
      summary: 'Cases of suspected fraud, filtered and paged',
      tag: TAG,
      access: { permission: 'fraud:read' },
      query: shopBlocksQuery,
      reply: shopBlocksReply,
      handle: async ({ query, total }) => {
        const found = await findBlocks(pool, { ...query, undecided: query.undecided === 'true' })
        total(found.total)
        return accept(found.blocks)
      },
    }),
    decideRoute(pool, clock),
    newRoute(pool, clock),
  ]
}

function decideRoute(pool: Pool, clock: Clock): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/shop/blocks/:id/decide',
    summary: 'Blocks a player’s purchases, or lets him buy again',
    tag: TAG,
    access: DECIDE,
    params: refundParams,
    body: blockDecisionBody,
    reply: shopBlockSchema,
    reasons: ['NOT_FOUND', 'CONFLICT'],
    handle: ({ principal, request, params: { id }, body: { status, reason } }) =>
      inTransaction(pool, async (tx) => {
        const before = await findBlock(tx, id, 'for no key update')
        if (before === undefined) return refuse('NOT_FOUND', 'no such case')
        // What the club has blocked by itself may still be confirmed by somebody.
        const isDecided = before.status === 'released' || (before.status === status && before.decidedBy !== null)
        if (isDecided) return refuse('CONFLICT', 'this case is decided')
        await decideBlock(tx, id, { status, reason, adminId: principal.adminId })
        const after = await findBlock(tx, id)
        if (after === undefined) throw new Error(`the case ${id} is gone`)
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            action: `fraud.${status}`,
            targetType: 'player',
            targetId: String(before.userId),
            reason,
            before: { ...before },
            after: { ...after },
            atMs: clock.nowMs(),
          },
        )
        return accept(after)
      }),
  })
}

function newRoute(pool: Pool, clock: Clock): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/shop/blocks',
    summary: 'Blocks the purchases of a player',
    tag: TAG,
    access: DECIDE,
    body: newBlockBody,
    reply: shopBlockSchema,
    reasons: ['NOT_FOUND', 'CONFLICT'],
    handle: ({ principal, request, body: { userId, reason } }) =>
      inTransaction(pool, async (tx) => {
        const made = await insertBlock(tx, { userId, reason, adminId: principal.adminId })
        if (made === 'no player') return refuse('NOT_FOUND', 'no such player')
        if (made === 'open') return refuse('CONFLICT', 'there is a case of this player already')
        const block = await findBlock(tx, made)
        if (block === undefined) throw new Error(`the case ${made} is gone`)
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            action: 'fraud.blocked',
            targetType: 'player',
            targetId: String(userId),
            reason,
            before: null,
            after: { ...block },
            atMs: clock.nowMs(),
          },
        )
        return accept(block)
      }),
  })
}
