import {
  type BuyBody,
  buyReply,
  ownPurchaseSchema,
  ownPurchasesReply,
  type PurchaseStatus,
  promoPreviewReply,
  type Receipt,
  receiptSchema,
  receiptVerifyReply,
  shopCatalogReply,
} from '@casino-club/shared'
import { clockOffsetMs } from '../room/clock.ts'
import type { AuthorisedCall } from './authorised.ts'

/** What a purchase asks for; the key is made before it is sent. Won are always paid on the provider's page. */
export type PurchaseRequest = Pick<BuyBody, 'sku' | 'quantity' | 'currency' | 'idempotencyKey' | 'promoCode'> & {
  readonly expectedPrice: number
}
export type PromoRequest = Pick<BuyBody, 'sku' | 'quantity' | 'currency'> & { readonly promoCode: string }

/** Calls of the shop. */
export function createShopApi(call: AuthorisedCall) {
  return {
    /** The catalogue, and how far the server's clock was ahead when it was told (ms). */
    async catalog() {
      const askedAtMs = Date.now()
      const result = await call('/api/shop/catalog', shopCatalogReply)
      if (!result.ok) return result
      const offsetMs = clockOffsetMs(askedAtMs, Date.now(), Date.parse(result.value.serverTime))
      return { ...result, value: { ...result.value, offsetMs } }
    },
    buy: (body: PurchaseRequest) => call('/api/shop/buy', buyReply, { method: 'POST', body }),
    previewPromo: (body: PromoRequest) => call('/api/shop/promo/preview', promoPreviewReply, { method: 'POST', body }),
    async purchases(page: number, perPage: number, status: PurchaseStatus | null) {
      const filter = status === null ? '' : `&status=${status}`
      const result = await call(`/api/shop/purchases?page=${page}&perPage=${perPage}${filter}`, ownPurchasesReply)
      if (!result.ok) return result
      const total = Number(result.headers.get('X-Total-Count') ?? result.value.length)
      return { ...result, value: { purchases: result.value, total } }
    },
    purchase: (orderId: string) => call(orderPath(orderId), ownPurchaseSchema),
    /** Has the server ask the provider now. */
    confirm: (orderId: string) => call(`${orderPath(orderId)}/confirm`, ownPurchaseSchema, { method: 'POST' }),
    receipt: (orderId: string) => call(`${orderPath(orderId)}/receipt`, receiptSchema),
    verifyReceipt: ({ body, signature, keyId }: Omit<Receipt, 'receiptCode'>) =>
      call('/api/shop/receipts/verify', receiptVerifyReply, { method: 'POST', body: { body, signature, keyId } }),
  }
}
export type ShopApi = ReturnType<typeof createShopApi>

const orderPath = (orderId: string) => `/api/shop/purchases/${encodeURIComponent(orderId)}`
