import type { Config } from '../config.ts'
import type { Catalogue } from '../items/index.ts'
import { webhookSecret } from '../platform/http/standard-webhooks.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { CommandDesk, type PlayerActors, type Together } from '../player/index.ts'
import type { Policy } from '../safe-play/index.ts'
import {
  findKnownPayment,
  InHand,
  type PaymentProvider,
  type Plays,
  Products,
  type PurchaseWrite,
  Receipts,
  Refunds,
  receiptKeys,
  Settlement,
  Shop,
  StripeProvider,
  sandboxProvider,
  shopKey,
  stepsBeside,
  WebhookInbox,
  writePurchases,
} from '../shop/index.ts'
import type { Sources } from './core.ts'
import type { PaymentService, Services } from './services.ts'

interface ShopParts extends Sources {
  readonly pool: Pool
  readonly bus: Bus
  readonly log: Log
  readonly metrics: Metrics
  readonly actors: PlayerActors
  readonly together: Together
  readonly catalogue: Catalogue
  readonly policy: Policy
  readonly plays: Plays
}

/** Purchases that may wait for their turn; at some hundred a second that is about as long as anybody waits. */
const MAX_WAITING = 5_000
/** Beyond the time that the calls of one step may take. */
const LEASE_MARGIN_SECONDS = 5

/** Everything that is sold, and whoever is paid for it. */
export async function buildShop(config: Config, { payments, receiptSecrets }: Services, parts: ShopParts) {
  const { timeoutMs, retries, staleSeconds, holdSeconds } = config.shop
  const provider = payments && providerOf(payments, timeoutMs, parts)
  const keys = receiptKeys(receiptSecrets)
  const receipts = new Receipts(keys)
  const products = new Products(parts)
  await products.load()
  const leaseSeconds = Math.ceil(((retries + 2) * timeoutMs) / 1_000) + LEASE_MARGIN_SECONDS
  const providers = new Map(provider ? [[provider.id, provider]] : [])
  const options = { leaseSeconds, staleSeconds, retries }
  const integrityKey = shopKey(receiptSecrets.at(-1) ?? '', 'integrity')
  const persist = writePurchases({ calendar: parts.policy.calendar, secret: integrityKey, receipts })
  const { together, metrics, log } = parts
  const gathering = stepsBeside(parts.plays)
  const waiting = { maxWaiting: MAX_WAITING, gathering }
  const desk = new CommandDesk<PurchaseWrite>({ together, persist, metrics, log, ...waiting })
  const settlement = new Settlement({ ...parts, desk, products, providers, options, gathering })
  const refunds = new Refunds({ ...parts, products, providers })
  const inbox = new WebhookInbox({ ...parts, settlement, refunds })
  const buying = {
    ...parts,
    products,
    receipts,
    settlement,
    calendar: parts.policy.calendar,
    providerId: provider?.id ?? null,
    integrityKey,
    desk,
    holdSeconds,
    leaseSeconds,
    gathering,
    inHand: new InHand(),
    returnUrl: (orderId: string) => `${config.publicUrl}/shop/orders/${orderId}`,
  }
  return {
    ...buying,
    refunds,
    inbox,
    provider,
    shop: new Shop(buying),
  }
}

function providerOf(service: PaymentService, timeoutMs: number, { pool, log, metrics }: ShopParts): PaymentProvider {
  if (service.provider === 'sandbox') {
    return sandboxProvider({ ...service, timeoutMs, webhookSecrets: service.webhookSecrets.map(webhookSecret) })
  }
  const recall = (orderId: string) => findKnownPayment(pool, orderId)
  return new StripeProvider({ ...service, timeoutMs, recall, log, metrics })
}
