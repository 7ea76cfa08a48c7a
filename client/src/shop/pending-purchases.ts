import { idempotencyKeySchema, priceCurrencySchema, skuSchema } from '@casino-club/shared'
import type { PurchaseRequest } from '../api/shop.ts'

const STORAGE_KEY = 'casino-club.purchases'

/** A purchase that was sent or is about to be, and has no conclusive answer yet. */
export interface PendingPurchase {
  readonly userId: number
  readonly request: PurchaseRequest
}

/** Remembers purchases until they are answered, so that a reload asks again with the same key. */
export interface PendingPurchases {
  keep(purchase: PendingPurchase): void
  settle(idempotencyKey: string): void
  /** The player's unanswered purchases, oldest first. */
  of(userId: number): PendingPurchase[]
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

function isPending(value: unknown): value is PendingPurchase {
  if (typeof value !== 'object' || value === null) return false
  const { userId, request } = value as Record<string, unknown>
  if (!isWhole(userId) || typeof request !== 'object' || request === null) return false
  const { sku, quantity, currency, idempotencyKey, expectedPrice, promoCode } = request as Record<string, unknown>
  return (
    skuSchema.safeParse(sku).success &&
    isWhole(quantity) &&
    priceCurrencySchema.safeParse(currency).success &&
    idempotencyKeySchema.safeParse(idempotencyKey).success &&
    isWhole(expectedPrice) &&
    (promoCode === undefined || typeof promoCode === 'string')
  )
}

/** Keeps them in web storage (of the tab: two tabs must not ask for each other's purchases). */
export function createPendingPurchases(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): PendingPurchases {
  const read = (): PendingPurchase[] => {
    try {
      const value: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '[]')
      return Array.isArray(value) ? value.filter(isPending) : []
    } catch {
      return []
    }
  }
  const write = (purchases: PendingPurchase[]) => {
    if (purchases.length === 0) storage.removeItem(STORAGE_KEY)
    else storage.setItem(STORAGE_KEY, JSON.stringify(purchases))
  }
  return {
    keep: (purchase) => write([...read(), purchase]),
    settle: (key) => write(read().filter(({ request }) => request.idempotencyKey !== key)),
    of: (userId) => read().filter((purchase) => purchase.userId === userId),
  }
}
