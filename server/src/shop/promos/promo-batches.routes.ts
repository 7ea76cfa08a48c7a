import {
  accept,
  promoBatchDisableBody,
  promoBatchParams,
  promoBatchSchema,
  promoUsesQuery,
  promoUsesReply,
  refuse,
} from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import { disableBatch, findBatch } from './promo-batches.store.ts'
import { findPromoUses } from './promo-desk.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/shop/promo-batches/:id'
const READ = { permission: 'promos:read' }

export interface PromoBatchDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

/** Promo codes that were made together, looked at and stopped as one. */
export function promoBatchRoutes(deps: PromoBatchDependencies): AnyRoute[] {
  return [...readRoutes(deps), disableRoute(deps)]
}

function readRoutes({ pool }: PromoBatchDependencies): AnyRoute[] {
  const common = { method: 'get', tag: TAG, access: READ, params: promoBatchParams } as const
  return [
    route({
      ...common,
      path: PATH,
      summary: 'Promo codes that were made together, and what they came to',
      reply: promoBatchSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const batch = await findBatch(pool, id)
        return batch ? accept(batch) : refuse('NOT_FOUND', 'no such batch')
      },
    }),
    route({
      ...common,
      path: `${PATH}/uses`,
      summary: 'Who used the codes of a batch, for what, and what they took off',
      query: promoUsesQuery,
      reply: promoUsesReply,
      handle: async ({ params: { id }, query, total }) => {
        const page = { ...query, ascending: query.order.toUpperCase() === 'ASC' }
        const found = await findPromoUses(pool, { batchId: id }, page)
        total(found.total)
        return accept(found.uses)
      },
    }),
  ]
}

function disableRoute({ pool, clock }: PromoBatchDependencies): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/disable`,
    summary: 'Stops every code of a batch for ever',
    tag: TAG,
    access: { permission: 'promos:edit' },
    params: promoBatchParams,
    body: promoBatchDisableBody,
    reply: promoBatchSchema,
    reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
    handle: ({ principal, request, params: { id }, body: { reason } }) =>
      inTransaction(pool, async (tx) => {
        const before = await findBatch(tx, id, true)
        if (before === undefined) return refuse('NOT_FOUND', 'no such batch')
        if (before.live === 0) return refuse('NOTHING_TO_CHANGE', 'every code of this batch is stopped')
        const atMs = clock.nowMs()
        await disableBatch(tx, id, atMs)
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            action: 'promos.disable-batch',
            targetType: 'promo-batch',
            targetId: id,
            reason,
            before: { live: before.live },
            after: { live: 0 },
            atMs,
          },
        )
        return accept({ ...before, live: 0 })
      }),
  })
}
