import type { PriceCurrency, PurchaseStatus, Reason } from '@casino-club/shared'

/** A purchase as Postgres has it. Amounts are whole won or gems. */
export interface Purchase {
  readonly id: number
  readonly orderId: string
  readonly userId: number
  /** The event that reserved it; null: it was refused before. */
  readonly seq: number | null
  readonly createdAt: Date
  /** Since then, by the database's clock, when it was read. */
  readonly ageSeconds: number
  readonly sku: string
  readonly version: number | null
  readonly quantity: number
  readonly currency: PriceCurrency
  readonly list: number
  readonly discount: number
  readonly promo: number
  readonly vip: number
  readonly amount: number
  readonly promoId: number | null
  readonly stockId: string | null
  readonly hold: 'none' | 'held' | 'committed' | 'sold' | 'released'
  readonly holdUntil: Date | null
  readonly status: PurchaseStatus
  readonly reason: Reason | null
  readonly provider: string | null
  readonly paymentId: string | null
  readonly payUrl: string | null
  readonly idempotencyKey: string
  /** Hex. */
  readonly requestHash: string
  readonly checks: number
  readonly grantedSeq: number | null
  readonly refunded: number
  readonly receiptCode: string | null
  readonly receiptSignature: string | null
  /** What its player had right after it was granted; only where this very process has just granted it. */
  readonly gemsAfter?: number
}

/** A purchase with what its grant says of its player's gems. */
export const withGems = (purchase: Purchase, { gems }: Readonly<Record<string, unknown>>): Purchase =>
  typeof gems === 'number' ? { ...purchase, gemsAfter: gems } : purchase

/** What a purchase comes to an end as. */
const ENDED: ReadonlySet<PurchaseStatus> = new Set(['granted', 'voided', 'failed', 'refunded'])
export const hasEnded = ({ status }: Pick<Purchase, 'status'>): boolean => ENDED.has(status)

/** Whether nothing of its money is known to be held or taken yet. */
export const isUnpaid = ({ status }: Pick<Purchase, 'status'>): boolean =>
  status === 'authorizing' || status === 'pending'
