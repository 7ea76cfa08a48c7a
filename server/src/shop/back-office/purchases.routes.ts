import {
  accept,
  adminPurchasesExportQuery,
  adminPurchasesQuery,
  adminPurchasesReply,
  orderParams,
  type PurchaseDetail,
  purchaseDetailSchema,
  refundBody,
  refundDecisionBody,
  refundParams,
  refundSchema,
  refundsQuery,
  refundsReply,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { CSV_BOM, csvLine } from '../../platform/http/csv.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findByOrder } from '../purchases/purchase.store.ts'
import { hasEnded } from '../purchases/purchase.types.ts'
import type { Settlement } from '../purchases/settlement.ts'
import { integrityOf } from '../receipts.ts'
import type { BesideRefund, Refunds } from '../refunds/refunds.service.ts'
import { openRefunds } from '../refunds/refunds.store.ts'
import {
  eachPurchase,
  findAdminPurchase,
  findIntegrity,
  findPurchases,
  findTimeline,
  findWebhooks,
  type PurchaseFilter,
} from './purchases.store.ts'
import { findRefundPage, refundReplyOf, refundsOf } from './refund-list.store.ts'

const TAG = 'admin'
const READ = { permission: 'purchases:read' }

export interface PurchaseRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly settlement: Settlement
  readonly refunds: Refunds
  readonly integrityKey: Buffer
}

/** Purchases, what became of their money, and giving it back. */
export function adminPurchaseRoutes(deps: PurchaseRouteDependencies): AnyRoute[] {
  return [...listRoutes(deps), ...oneRoutes(deps), refundRoute(deps), ...refundRoutes(deps)]
}

const CSV_COLUMNS = [
  'id',
  'at',
  'userId',
  'nickname',
  'sku',
  'version',
  'quantity',
  'currency',
  'list',
  'discount',
] as const
const CSV_MORE = [
  'promo',
  'amount',
  'promoCode',
  'status',
  'reason',
  'refunded',
  'paymentId',
  'receiptCode',
  'endedAt',
] as const
const CSV = [...CSV_COLUMNS, ...CSV_MORE]

async function* csvOf(pool: Pool, filter: PurchaseFilter): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV)
  for await (const purchase of eachPurchase(pool, filter)) yield csvLine(CSV.map((column) => purchase[column]))
}

function listRoutes({ pool, clock }: PurchaseRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/shop/purchases',
      summary: 'All purchases, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminPurchasesQuery,
      reply: adminPurchasesReply,
      handle: async ({ query, total }) => {
        const found = await findPurchases(pool, query)
        total(found.total)
        return accept(found.purchases)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/shop/purchases/export.csv',
      summary: 'All purchases that fit the filter, as CSV',
      tag: TAG,
      access: { permission: 'purchases:export' },
      query: adminPurchasesExportQuery,
      handle: async ({ principal, request, query }) => {
        await insertAudit(
          pool,
          { admin: principal, request },
          {
            action: 'purchases.export',
            targetType: 'purchases',
            targetId: 'all',
            reason: null,
            before: null,
            after: { ...query },
            atMs: clock.nowMs(),
          },
        )
        return accept({ fileName: 'purchases.csv', contentType: 'text/csv', lines: csvOf(pool, query) })
      },
    }),
  ]
}

async function detailOf(
  { pool, integrityKey }: PurchaseRouteDependencies,
  orderId: string,
): Promise<PurchaseDetail | undefined> {
  const [shown, purchase, seal] = await Promise.all([
    findAdminPurchase(pool, orderId),
    findByOrder(pool, orderId),
    findIntegrity(pool, orderId),
  ])
  if (shown === undefined || purchase === undefined || seal === undefined) return undefined
  const refundable = purchase.status === 'granted' && purchase.currency === 'KRW'
  return {
    ...shown,
    refundable: refundable ? purchase.amount - purchase.refunded - (await openRefunds(pool, purchase.id)) : 0,
    timeline: await findTimeline(pool, purchase.id),
    webhooks: await findWebhooks(pool, orderId),
    refunds: await refundsOf(pool, orderId),
    intact: integrityOf(integrityKey, purchase).equals(seal),
  }
}

function oneRoutes(deps: PurchaseRouteDependencies): AnyRoute[] {
  const common = { tag: TAG, params: orderParams, reply: purchaseDetailSchema, reasons: ['NOT_FOUND'] } as const
  const shown = async (orderId: string) => {
    const detail = await detailOf(deps, orderId)
    return detail ? accept(detail) : refuse('NOT_FOUND', 'no such purchase')
  }
  return [
    route({
      ...common,
      method: 'get',
      path: '/api/admin/shop/purchases/:orderId',
      summary: 'One purchase with the way of its payment',
      access: READ,
      handle: ({ params: { orderId } }) => shown(orderId),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/admin/shop/purchases/:orderId/check',
      summary: 'Asks the provider now, and brings the purchase to where its payment is',
      access: { permission: 'purchases:check' },
      handle: async ({ principal, request, params: { orderId } }) => {
        const purchase = await findByOrder(deps.pool, orderId)
        if (purchase === undefined) return refuse('NOT_FOUND', 'no such purchase')
        await insertAudit(
          deps.pool,
          { admin: principal, request },
          {
            action: 'purchases.check',
            targetType: 'purchase',
            targetId: orderId,
            reason: null,
            before: { status: purchase.status, refunded: purchase.refunded },
            after: null,
            atMs: deps.clock.nowMs(),
          },
        )
        if (hasEnded(purchase)) await deps.refunds.followChargeBack(purchase)
        else await deps.settlement.settle(purchase.id)
        return shown(orderId)
      },
    }),
  ]
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

function refundRoute({ pool, refunds, clock }: PurchaseRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/shop/purchases/:orderId/refund',
    summary: 'Gives money back, once per command id; much of it only with a second admin',
    tag: TAG,
    access: { permission: 'purchases:refund' },
    stepUp: true,
    params: orderParams,
    body: refundBody,
    reply: refundSchema,
    reasons: ['NOT_FOUND', 'NOT_REFUNDABLE', 'COMMAND_ID_REUSED', 'STEP_UP_REQUIRED'],
    handle: async ({ principal, request, params: { orderId }, body }) => {
      const beside = audited({ admin: principal, request }, 'purchases.refund', clock)
      const refund = await refunds.request(orderId, principal.adminId, body, beside)
      return refund.ok ? accept(await refundReplyOf(pool, refund.value.id)) : refund
    },
  })
}

function refundRoutes({ pool, refunds, clock }: PurchaseRouteDependencies): AnyRoute[] {
  return [
    route({
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
    }),
    route({
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
    }),
  ]
}
