import {
  accept,
  reconciliationQuery,
  reconciliationReply,
  refuse,
  revenueQuery,
  revenueReply,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { PaymentProvider } from '../payments/provider.ts'
import type { Span } from './reconcile.ts'
import { reconcileAll } from './reconcile-all.ts'
import { findOwnPayments, findRevenue } from './reports.store.ts'

const TAG = 'admin'
const ACCESS = { permission: 'revenue:read' }

export interface ReportDependencies {
  readonly pool: Pool
  readonly provider: PaymentProvider | null
  readonly zone: string
}

/** What the shop brings in, and whether the provider says the same. */
export function reportRoutes({ pool, provider, zone }: ReportDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/shop/revenue',
      summary: 'What was sold in a time, by day, week, product or promo code',
      tag: TAG,
      access: ACCESS,
      query: revenueQuery,
      reply: revenueReply,
      handle: async ({ query }) => accept({ rows: await findRevenue(pool, { ...query, zone }) }),
    }),
    route({
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
    }),
  ]
}
