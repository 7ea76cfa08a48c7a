import {
  accept,
  orderParams,
  refundBody,
  refundDecisionBody,
  refundParams,
  refundPreviewQuery,
  refundPreviewReply,
  refundSchema,
  refundsQuery,
  refundsReply,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { BesideRefund, Refunds } from '../refunds/refunds.service.ts'
import { findRefundPage, refundReplyOf } from './refund-list.store.ts'

const TAG = 'admin'
const READ = { permission: 'purchases:read' }
const REFUND = { permission: 'purchases:refund' }

export interface RefundRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly refunds: Refunds
}

/** Money back: what it would take, asking for it, and the second admin's word. */
export function refundRoutes(deps: RefundRouteDependencies): AnyRoute[] {
  return [previewRoute(deps), askRoute(deps), listRoute(deps), decideRoute(deps)]
}

function previewRoute({ refunds }: RefundRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/shop/purchases/:orderId/refund',
    summary: 'What a refund of so many won would take back now, and what of it is spent; nothing is kept',
    tag: TAG,
    access: REFUND,
    params: orderParams,
    query: refundPreviewQuery,
    reply: refundPreviewReply,
    reasons: ['NOT_FOUND', 'NOT_REFUNDABLE'],
    handle: ({ params: { orderId }, query: { amount } }) => refunds.preview(orderId, amount),
  })
}

/** Writes who asked for or decided about a refund, in the transaction of it. */
function audited(actor: AuditActor, action: string, clock: Clock, reason?: string): BesideRefund {
  return (tx, refund, purchase) =>
    insertAudit(tx, actor, {
      action,
      targetType: 'purchase',
      targetId: purchase.orderId,
      reason: reason ?? refund.reason,
      before: { refunded: purchase.refunded, amount: purchase.amount },
      after: { refundId: refund.id, amount: refund.amount, status: refund.status },
      atMs: clock.nowMs(),
    })
}

function askRoute({ pool, refunds, clock }: RefundRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/shop/purchases/:orderId/refund',
    summary: 'Gives money back, once per command id; much of it only with a second admin',
    tag: TAG,
    access: REFUND,
    stepUp: true,
    params: orderParams,
    body: refundBody,
    reply: refundSchema,
    reasons: ['NOT_FOUND', 'NOT_REFUNDABLE', 'CONFLICT', 'COMMAND_ID_REUSED', 'STEP_UP_REQUIRED'],
    handle: async ({ principal, request, params: { orderId }, body }) => {
      const beside = audited({ admin: principal, request }, 'purchases.refund', clock)
      const refund = await refunds.request(orderId, principal.adminId, body, beside)
      return refund.ok ? accept(await refundReplyOf(pool, refund.value.id)) : refund
    },
  })
}

function listRoute({ pool }: RefundRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/shop/refunds',
    summary: 'Refunds, those that wait for a second admin among them',
    tag: TAG,
    access: READ,
    query: refundsQuery,
    reply: refundsReply,
    handle: async ({ query, total }) => {
      const found = await findRefundPage(pool, query)
      total(found.total)
      return accept(found.refunds)
    },
  })
}

function decideRoute({ pool, refunds, clock }: RefundRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/shop/refunds/:id/decide',
    summary: 'The second admin’s word about a large refund',
    tag: TAG,
    access: { permission: 'refunds:approve' },
    stepUp: true,
    params: refundParams,
    body: refundDecisionBody,
    reply: refundSchema,
    reasons: ['NOT_FOUND', 'CONFLICT', 'FORBIDDEN', 'STEP_UP_REQUIRED'],
    handle: async ({ principal, request, params: { id }, body: { approved, reason } }) => {
      const beside = audited({ admin: principal, request }, 'refunds.decide', clock, reason)
      const decided = await refunds.decide(id, { adminId: principal.adminId, approved }, beside)
      return decided.ok ? accept(await refundReplyOf(pool, id)) : decided
    },
  })
}
