import {
  accept,
  productParams,
  type RevenueReply,
  reconciliationQuery,
  reconciliationReply,
  refuse,
  revenueQuery,
  revenueReply,
  salesQuery,
  salesReply,
} from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { CSV_BOM, csvLine } from '../../platform/http/csv.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { PaymentProvider } from '../payments/provider.ts'
import type { Span } from './reconcile.ts'
import { reconcileAll } from './reconcile-all.ts'
import { findOwnPayments, findRevenue, findSales } from './reports.store.ts'

const TAG = 'admin'
const ACCESS = { permission: 'revenue:read' }

export interface ReportDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly provider: PaymentProvider | null
  readonly zone: string
}

/** What the shop brings in, and whether the provider says the same. */
export function reportRoutes(deps: ReportDependencies): AnyRoute[] {
  return [...revenueRoutes(deps), salesRoute(deps), reconciliationRoute(deps)]
}

const CSV = [
  'key',
  'begun',
  'granted',
  'buyers',
  'won',
  'gems',
  'refundedWon',
  'promoWon',
] as const satisfies readonly (keyof RevenueReply['rows'][number])[]

async function* csvOf(rows: RevenueReply['rows']): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV)
  for (const row of rows) yield csvLine(CSV.map((column) => row[column]))
}

function revenueRoutes({ pool, clock, zone }: ReportDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/shop/revenue',
      summary: 'What was sold in a time, by day, week, product or promo code',
      tag: TAG,
      access: ACCESS,
      query: revenueQuery,
      reply: revenueReply,
      handle: async ({ query }) => accept({ zone, rows: await findRevenue(pool, { ...query, zone }) }),
    }),
    route({
      method: 'get',
      path: '/api/admin/shop/revenue/export.csv',
      summary: 'The same as CSV',
      tag: TAG,
      access: { permission: 'purchases:export' },
      query: revenueQuery,
      handle: async ({ principal, request, query }) => {
        const rows = await findRevenue(pool, { ...query, zone })
        await insertAudit(
          pool,
          { admin: principal, request },
          {
            action: 'revenue.export',
            targetType: 'purchases',
            targetId: 'revenue',
            reason: null,
            before: null,
            after: { ...query },
            atMs: clock.nowMs(),
          },
        )
        return accept({ fileName: 'revenue.csv', contentType: 'text/csv', lines: csvOf(rows) })
      },
    }),
  ]
}

function salesRoute({ pool, zone }: ReportDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/shop/products/:sku/sales',
    summary: 'What was sold of a product since it went on sale, by hour (of two weeks) or day (of 400)',
    tag: TAG,
    access: { permission: 'products:read' },
    params: productParams,
    query: salesQuery,
    reply: salesReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ params: { sku }, query: { by } }) => {
      const sales = await findSales(pool, sku, { by, zone })
      return sales ? accept(sales) : refuse('NOT_FOUND', 'no such product')
    },
  })
}

function reconciliationRoute({ pool, provider }: ReportDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/shop/reconciliation',
    summary: 'The payments of a time as the provider has them, held against our purchases',
    tag: TAG,
    access: ACCESS,
    query: reconciliationQuery,
    reply: reconciliationReply,
    reasons: ['NOT_FOUND', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ query: { from, until } }) => {
      if (provider === null) return refuse('NOT_FOUND', 'no payment provider is set')
      const ours = (part: Span, orders: readonly string[]) =>
        findOwnPayments(pool, { ...part, orders, provider: provider.id })
      const whole = await reconcileAll(provider, ours, { from: new Date(from), until: new Date(until) })
      return whole ? accept(whole) : refuse('TEMPORARILY_UNAVAILABLE', 'the provider does not answer')
    },
  })
}
