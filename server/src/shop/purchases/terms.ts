import type { Price, PriceCurrency, ProductBody, Reason } from '@casino-club/shared'
import type { VipBenefits } from '../../vip/index.ts'
import type { Promo } from '../promos/promos.store.ts'

/** Refusals that say nothing about what was wanted: the same may yet succeed. */
export const PASSING: ReadonlySet<Reason> = new Set(['TEMPORARILY_UNAVAILABLE', 'SLOW_DOWN', 'CONFLICT', 'TOO_BUSY'])

/** What a player and the club agree on: everything a purchase is decided by, before it is begun. */
export interface Terms {
  readonly orderId: string
  readonly sku: string
  readonly version: number
  readonly body: ProductBody
  readonly quantity: number
  readonly currency: PriceCurrency
  readonly price: Price
  readonly promo: Promo | undefined
  /** What the player's tier gives him. */
  readonly vip: VipBenefits
  readonly idempotencyKey: string
  /** Hex of 16 bytes. */
  readonly requestHash: string
  readonly cardHash: Buffer | null
  readonly provider: string | null
}
