import {
  adminProductDetailSchema,
  adminPromoSchema,
  type ProductBody,
  type ProductCheck,
  type ProductKind,
  type PromosMade,
  productCheckReply,
  promoCreateReply,
  stockSchema,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { ProductRecord, PromoRecord, StockRecord } from './resources.ts'

/** What a code does; see `promoTermsSchema`. Times are ISO 8601. */
export interface PromoOrder {
  readonly kind: 'percent' | 'amount'
  readonly value: number
  readonly currency: 'KRW' | 'GEMS' | null
  readonly minAmount: number
  readonly maxDiscount: number | null
  readonly skus: readonly string[] | null
  readonly maxUses: number | null
  readonly perUser: number
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly note: string
}
export interface NewPromos extends PromoOrder {
  readonly commandId: string
  readonly code?: string
  readonly count?: number
  readonly prefix?: string
}

/** What is done about products, stocks and promo codes. Each call resolves only when the server has done it. */
export interface ShopActions {
  createProduct(product: { sku: string; kind: ProductKind; body: ProductBody; note: string }): Promise<ProductRecord>
  draftProduct(sku: string, draft: { seenRevision: number; body: ProductBody; note: string }): Promise<ProductRecord>
  discardDraft(sku: string, seenRevision: number): Promise<ProductRecord>
  checkProduct(body: ProductBody, at: string | null): Promise<ProductCheck>
  publishProduct(
    sku: string,
    order: { seenRevision: number; at: string | null; reason: string },
  ): Promise<ProductRecord>
  withdrawProduct(
    sku: string,
    order: { seenRevision: number; what: 'planned' | 'all'; reason: string },
  ): Promise<ProductRecord>
  /** Stops the sale at once, or begins it again. */
  stopProduct(sku: string, how: 'disable' | 'enable', reason: string): Promise<ProductRecord>
  createStock(stock: { id: string; total: number; reason: string }): Promise<StockRecord>
  changeStock(id: string, change: { seenTotal: number; total: number; reason: string }): Promise<StockRecord>
  createPromos(order: NewPromos): Promise<PromosMade>
  updatePromo(id: number, order: PromoOrder & { seenRevision: number }): Promise<PromoRecord>
  endPromo(id: number, how: 'end' | 'disable', reason: string): Promise<PromoRecord>
}

const SHOP = '/api/admin/shop'

export function createShopActions(http: Http): ShopActions {
  const send = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    http.authorized(`${SHOP}${path}`, { method, body })
  const product = async (method: 'POST' | 'PUT', path: string, body: unknown) =>
    await parsed(await send(method, `/products${path}`, body), adminProductDetailSchema)
  const of = (id: string | number) => `/${encodeURIComponent(String(id))}`
  return {
    createProduct: (body) => product('POST', '', body),
    draftProduct: (sku, body) => product('PUT', `${of(sku)}/draft`, body),
    discardDraft: (sku, seenRevision) => product('POST', `${of(sku)}/draft/discard`, { seenRevision }),
    checkProduct: async (body, at) =>
      await parsed(await send('POST', '/products/check', { body, at }), productCheckReply),
    publishProduct: (sku, body) => product('POST', `${of(sku)}/publish`, body),
    withdrawProduct: (sku, body) => product('POST', `${of(sku)}/withdraw`, body),
    stopProduct: (sku, how, reason) => product('POST', `${of(sku)}/${how}`, { reason }),
    createStock: async (body) => await parsed(await send('POST', '/stocks', body), stockSchema),
    changeStock: async (id, body) => await parsed(await send('PUT', `/stocks${of(id)}`, body), stockSchema),
    createPromos: async (body) => await parsed(await send('POST', '/promos', body), promoCreateReply),
    updatePromo: async (id, body) => await parsed(await send('PUT', `/promos${of(id)}`, body), adminPromoSchema),
    endPromo: async (id, how, reason) =>
      await parsed(await send('POST', `/promos${of(id)}/end`, { how, reason }), adminPromoSchema),
  }
}
