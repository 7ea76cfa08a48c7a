/**
 * What is sold, and what becomes of the money.
 * Invariants: never more is sold than there is, nobody buys more than he may, a promo code is used as often as it says
 * (rows and counters under lock, CHECKs behind them); nothing is granted that was not captured, and what was captured is
 * granted once or refunded; a purchase goes only the way its trigger allows, and every step is in its log; what was
 * bought for how much is fixed by the published version and sealed.
 */
export { blockRoutes } from './back-office/blocks.routes.ts'
export { adminPurchaseRoutes } from './back-office/purchases.routes.ts'
export { refundRoutes } from './back-office/refunds.routes.ts'
export { reportRoutes } from './back-office/reports.routes.ts'
export { findBadPurchase } from './book-checks.store.ts'
export { showCatalog } from './catalogue/catalog.service.ts'
export { disableProduct, enableProduct } from './catalogue/disable.ts'
export { findSoldItems } from './catalogue/editing.store.ts'
export { ensureProducts } from './catalogue/first-products.ts'
export { productRoutes } from './catalogue/products.routes.ts'
export { Products } from './catalogue/products.service.ts'
export { isSuspected } from './fraud/blocks.store.ts'
export { ShopMirror } from './mirror/mirror.ts'
export { WebhookInbox } from './payments/inbox.ts'
export { findKnownPayment } from './payments/known-payment.store.ts'
export type { PaymentProvider } from './payments/provider.ts'
export { sandboxProvider } from './payments/sandbox.provider.ts'
export { StripeProvider } from './payments/stripe.provider.ts'
export { webhookRoutes } from './payments/webhook.routes.ts'
export { promoBatchRoutes } from './promos/promo-batches.routes.ts'
export { promoRoutes } from './promos/promo-desk.routes.ts'
export { Shop } from './purchases/buy.service.ts'
export { type Plays, stepsBeside } from './purchases/gathering.ts'
export { InHand } from './purchases/in-hand.ts'
export { hasOpenPurchases } from './purchases/own-purchases.store.ts'
export { type PurchaseWrite, writePurchases } from './purchases/purchase-desk.ts'
export { settleDue, startSettling } from './purchases/settle.jobs.ts'
export { Settlement } from './purchases/settlement.ts'
export { Receipts, receiptKeys, shopKey } from './receipts.ts'
export { Refunds } from './refunds/refunds.service.ts'
export { shopRoutes } from './shop.routes.ts'
export { stockRoutes } from './stocks/stocks.routes.ts'
