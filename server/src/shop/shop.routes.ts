import {
  accept,
  type BuyBody,
  buyBody,
  buyLimitedBody,
  buyReply,
  orderParams,
  ownPurchaseSchema,
  ownPurchasesQuery,
  ownPurchasesReply,
  promoPreviewBody,
  promoPreviewReply,
  type Reason,
  receiptSchema,
  receiptVerifyBody,
  receiptVerifyReply,
  refuse,
  shopCatalogReply,
} from '@casino-club/shared'
import { type AnyRoute, route, type TimedRefusal } from '../platform/http/route.ts'
import type { Calendar } from '../platform/time/calendar.ts'
import { showCatalog } from './catalogue/catalog.service.ts'
import { previewPromo } from './promos/preview.ts'
import { type BuyDependencies, type Shop, toBuyReply } from './purchases/buy.service.ts'
import { findOwnPurchase, findOwnPurchases, findReceipt } from './purchases/own-purchases.store.ts'
import { findByOrder } from './purchases/purchase.store.ts'
import type { Receipts } from './receipts.ts'

const TAG = 'shop'

export interface ShopRouteDependencies extends BuyDependencies {
  readonly shop: Shop
  readonly receipts: Receipts
  readonly calendar: Calendar
}

/** What is answered as an error, whatever door it comes by: who may not at all, or too often. */
const PROBLEMS: ReadonlySet<Reason> = new Set(['RANK_TOO_LOW', 'NOT_IN_SEGMENT', 'FRAUD_BLOCK'])
/** What the older route answers with an error too, as its clients know it. */
const OLDER_PROBLEMS: ReadonlySet<Reason> = new Set(['OUT_OF_STOCK', 'WINDOW_CLOSED', 'USER_LIMIT'])
const RETRY_SECONDS = 300
const REASONS: readonly Reason[] = [
  'NOT_FOUND',
  'CHOICE_NOT_OFFERED',
  'RANK_TOO_LOW',
  'NOT_IN_SEGMENT',
  'FRAUD_BLOCK',
  'COMMAND_ID_REUSED',
  'CONFLICT',
  'SLOW_DOWN',
  'TOO_BUSY',
  'TEMPORARILY_UNAVAILABLE',
]

/** The shop as a player sees it. */
export function shopRoutes(deps: ShopRouteDependencies): AnyRoute[] {
  return [
    ...catalogRoutes(deps),
    ...buyRoutes(deps),
    previewRoute(deps),
    ...purchaseRoutes(deps),
    receiptRoute(deps),
    verifyRoute(deps),
  ]
}

function catalogRoutes(deps: ShopRouteDependencies): AnyRoute[] {
  const show = (path: string, kind: 'limited' | null, summary: string) =>
    route({
      method: 'get',
      path,
      summary,
      tag: TAG,
      access: 'player',
      reply: shopCatalogReply,
      handle: async ({ principal: { userId } }) => accept(await showCatalog(deps, userId, kind)),
    })
  return [
    show('/api/shop/catalog', null, 'Everything on sale, with the prices and limits of this player'),
    show('/api/shop/limited/catalog', 'limited', 'Limited packages with what is left of them, and the server’s time'),
  ]
}

async function buy(deps: ShopRouteDependencies, userId: number, body: BuyBody, problems: ReadonlySet<Reason>) {
  const bought = await deps.shop.buy(userId, body)
  if (!bought.ok) return bought
  const { reason, status } = bought.value.purchase
  if (status === 'failed' && reason !== null && problems.has(reason)) {
    const refusal: TimedRefusal = refuse(reason, 'this was not sold')
    return reason === 'FRAUD_BLOCK' ? { ...refusal, retryAfterSeconds: RETRY_SECONDS } : refusal
  }
  return accept(await toBuyReply(deps, bought.value))
}

function buyRoutes(deps: ShopRouteDependencies): AnyRoute[] {
  const common = { method: 'post', tag: TAG, access: 'player', reply: buyReply } as const
  const limited = (path: string, problems: ReadonlySet<Reason>) =>
    route({
      ...common,
      path,
      summary: 'Buys a limited package, once per idempotency key',
      body: buyLimitedBody,
      reasons: [...REASONS, ...problems],
      handle: ({ principal: { userId }, body: { packageId, ...rest } }) =>
        buy(deps, userId, { ...rest, sku: packageId }, problems),
    })
  return [
    route({
      ...common,
      path: '/api/shop/buy',
      summary: 'Buys a product, once per idempotency key; a refusal of the shop is an answer with its reason',
      body: buyBody,
      reasons: REASONS,
      handle: ({ principal: { userId }, body }) => buy(deps, userId, body, PROBLEMS),
    }),
    limited('/api/shop/buy-limited', PROBLEMS),
    limited('/api/shop/limited/buy', new Set([...PROBLEMS, ...OLDER_PROBLEMS])),
  ]
}

function previewRoute(deps: ShopRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/shop/promo/preview',
    summary: 'What a promo code would take off, without using it',
    tag: TAG,
    access: 'player',
    limit: 'invite',
    body: promoPreviewBody,
    reply: promoPreviewReply,
    reasons: ['NOT_FOUND', 'CHOICE_NOT_OFFERED', 'NOT_IN_SEGMENT', 'RATE_LIMITED'],
    handle: ({ principal: { userId }, body }) => previewPromo(deps, userId, body),
  })
}

function purchaseRoutes({ pool, settlement }: ShopRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/shop/purchases',
      summary: 'One’s own purchases, newest first',
      tag: TAG,
      access: 'player',
      query: ownPurchasesQuery,
      reply: ownPurchasesReply,
      handle: async ({ principal: { userId }, query, total }) => {
        const found = await findOwnPurchases(pool, userId, query)
        total(found.total)
        return accept(found.purchases)
      },
    }),
    route({
      method: 'post',
      path: '/api/shop/purchases/:orderId/confirm',
      summary: 'Looks at a purchase now, as when its player comes back from paying; and tells how it stands',
      tag: TAG,
      access: 'player',
      params: orderParams,
      reply: ownPurchaseSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { userId }, params: { orderId } }) => {
        const purchase = await findByOrder(pool, orderId)
        if (purchase?.userId !== userId) return refuse('NOT_FOUND', 'no such purchase')
        await settlement.settle(purchase.id)
        const own = await findOwnPurchase(pool, userId, orderId)
        return own ? accept(own) : refuse('NOT_FOUND', 'no such purchase')
      },
    }),
    route({
      method: 'get',
      path: '/api/shop/purchases/:orderId',
      summary: 'One of one’s own purchases',
      tag: TAG,
      access: 'player',
      params: orderParams,
      reply: ownPurchaseSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { userId }, params: { orderId } }) => {
        const own = await findOwnPurchase(pool, userId, orderId)
        return own ? accept(own) : refuse('NOT_FOUND', 'no such purchase')
      },
    }),
  ]
}

function receiptRoute({ pool }: ShopRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/shop/purchases/:orderId/receipt',
    summary: 'The signed receipt of one of one’s own purchases',
    tag: TAG,
    access: 'player',
    params: orderParams,
    reply: receiptSchema,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal: { userId }, params: { orderId } }) => {
      const receipt = await findReceipt(pool, userId, orderId)
      return receipt ? accept(receipt) : refuse('NOT_FOUND', 'there is no receipt for this')
    },
  })
}

function verifyRoute({ receipts }: ShopRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/shop/receipts/verify',
    summary: 'Whether a receipt is one of ours, byte for byte',
    tag: TAG,
    access: 'none',
    body: receiptVerifyBody,
    reply: receiptVerifyReply,
    handle: async ({ body }) => accept({ valid: receipts.verify(body) }),
  })
}
