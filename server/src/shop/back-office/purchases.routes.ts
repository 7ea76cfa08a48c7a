import type { KeyObject } from 'node:crypto'
import {
  accept,
  adminPurchasesExportQuery,
  adminPurchasesQuery,
  adminPurchasesReply,
  orderParams,
  type PurchaseDetail,
  purchaseDetailSchema,
  refuse,
} from '@casino-club/shared'
import { findActs, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { CSV_BOM, csvLine } from '../../platform/http/csv.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findByOrder } from '../purchases/purchase.store.ts'
import { hasEnded } from '../purchases/purchase.types.ts'
import type { Settlement } from '../purchases/settlement.ts'
import { integrityOf, type Receipts } from '../receipts.ts'
import type { Refunds } from '../refunds/refunds.service.ts'
import { openRefunds } from '../refunds/refunds.store.ts'
import {
  eachPurchase,
  findAdminPurchase,
  findPurchaseMore,
  findPurchases,
  findTimeline,
  findWebhooks,
  type PurchaseFilter,
} from './purchases.store.ts'
import { refundsOf } from './refund-list.store.ts'

const TAG = 'admin'
const READ = { permission: 'purchases:read' }
const CHECK = 'purchases.check'

export interface PurchaseRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly settlement: Settlement
  readonly refunds: Refunds
  readonly receipts: Receipts
  readonly integrityKey: KeyObject
}

/** Purchases, and what became of their money. */
export function adminPurchaseRoutes(deps: PurchaseRouteDependencies): AnyRoute[] {
  return [...listRoutes(deps), ...oneRoutes(deps)]
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
  'provider',
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
      stepUp: true,
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
  { pool, integrityKey, receipts }: PurchaseRouteDependencies,
  orderId: string,
): Promise<PurchaseDetail | undefined> {
  const [shown, purchase, more] = await Promise.all([
    findAdminPurchase(pool, orderId),
    findByOrder(pool, orderId),
    findPurchaseMore(pool, orderId),
  ])
  if (shown === undefined || purchase === undefined || more === undefined) return undefined
  const refundable = purchase.status === 'granted' && purchase.currency === 'KRW'
  const { integrity, receipt, ...bought } = more
  return {
    ...shown,
    ...bought,
    receipt: receipt && { ...receipt, valid: receipts.verify(receipt) },
    refundable: refundable ? purchase.amount - purchase.refunded - (await openRefunds(pool, purchase.id)) : 0,
    timeline: await findTimeline(pool, purchase.id),
    webhooks: await findWebhooks(pool, orderId),
    refunds: await refundsOf(pool, orderId),
    checks: await findActs(pool, { action: CHECK, targetType: 'purchase', targetId: orderId }),
    intact: integrityOf(integrityKey, purchase).equals(integrity),
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
            action: CHECK,
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
