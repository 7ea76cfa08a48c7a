import {
  promoBatchSchema,
  purchaseDetailSchema,
  type RefundPreview,
  type RevenueReply,
  reconciliationReply,
  refundPreviewReply,
  refundSchema,
  revenueReply,
  shopBlockSchema,
} from '@casino-club/shared'
import { type Http, parsed, type SchemaOutput } from './http.ts'
import { filterQuery, withQuery } from './query.ts'
import type { BlockRecord, PromoBatchRecord, PurchaseRecord, RefundRecord } from './resources.ts'

/** Money back, as it is asked for; see `refundBody`. */
export interface RefundOrder {
  readonly commandId: string
  readonly amount: number
  readonly reason: string
  readonly evenIfSpent: boolean
  /** What the preview said when the admin decided. */
  readonly seen: Pick<RefundPreview, 'refundable' | 'missing'>
}
/** Days of the club's zone, `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly from: string
  readonly until: string
}
export type RevenueBy = 'day' | 'week' | 'product' | 'promo'
export type Reconciliation = SchemaOutput<typeof reconciliationReply>

/** What is done about purchases, refunds and fraud. Each call resolves only when the server has done it. */
export interface DeskActions {
  /** Has the provider asked how a payment stands, and the purchase brought there. */
  checkPurchase(orderId: string): Promise<PurchaseRecord>
  previewRefund(orderId: string, amount: number): Promise<RefundPreview>
  askRefund(orderId: string, order: RefundOrder): Promise<RefundRecord>
  decideRefund(id: number, decision: { approved: boolean; reason: string }): Promise<RefundRecord>
  decideBlock(id: number, decision: { status: 'blocked' | 'released'; reason: string }): Promise<BlockRecord>
  blockPlayer(block: { userId: number; reason: string }): Promise<BlockRecord>
  stopPromoBatch(id: string, reason: string): Promise<PromoBatchRecord>
  revenue(range: DayRange, by: RevenueBy): Promise<RevenueReply>
  reconcile(range: DayRange): Promise<Reconciliation>
}

const SHOP = '/api/admin/shop'
/** The provider lists all payments of the time: that may take long. */
const RECONCILIATION_TIMEOUT_MS = 120_000

export function createDeskActions(http: Http): DeskActions {
  const post = (path: string, body: object) => http.authorized(`${SHOP}${path}`, { method: 'POST', body })
  const order = (id: string) => `/purchases/${encodeURIComponent(id)}`
  const read = (path: string, filter: object, timeoutMs?: number) =>
    http.authorized(withQuery(`${SHOP}${path}`, filterQuery({ ...filter })), timeoutMs ? { timeoutMs } : {})
  return {
    checkPurchase: async (id) => await parsed(await post(`${order(id)}/check`, {}), purchaseDetailSchema),
    previewRefund: async (id, amount) =>
      await parsed(await http.authorized(`${SHOP}${order(id)}/refund?amount=${amount}`), refundPreviewReply),
    askRefund: async (id, body) => await parsed(await post(`${order(id)}/refund`, body), refundSchema),
    decideRefund: async (id, body) => await parsed(await post(`/refunds/${id}/decide`, body), refundSchema),
    decideBlock: async (id, body) => await parsed(await post(`/blocks/${id}/decide`, body), shopBlockSchema),
    blockPlayer: async (body) => await parsed(await post('/blocks', body), shopBlockSchema),
    stopPromoBatch: async (id, reason) =>
      await parsed(await post(`/promo-batches/${encodeURIComponent(id)}/disable`, { reason }), promoBatchSchema),
    revenue: async (range, by) => await parsed(await read('/revenue', { ...range, by }), revenueReply),
    reconcile: async (range) =>
      await parsed(await read('/reconciliation', range, RECONCILIATION_TIMEOUT_MS), reconciliationReply),
  }
}
