import type { BuyReply } from '@casino-club/shared'
import { expect } from 'vitest'
import { type ClubOptions, openClub, type TestClub, type TestPlayer } from './club.ts'
import { eventually } from './eventually.ts'
import { freePort } from './ports.ts'
import type { Json } from './requests.ts'
import { newKey, type SellOptions, sell } from './shop.ts'
import { type StripeMock, startStripeMock } from './stripe-mock.ts'

/** As Stripe writes its own: no base64, and signed with as they stand. */
export const STRIPE_SECRET = 'whsec_0123456789abcdefghijklmnopqrstuv'
export const NEXT_STRIPE_SECRET = 'whsec_zyxwvutsrqponmlkjihgfedcba987654'
const API_KEY = 'sk_test_of_the_mock_0123456789'

export interface StripeShop extends TestClub {
  readonly stripe: StripeMock
  sell(sku: string, options?: SellOptions): Promise<string>
  /** Buys a package of gems for 5,000 won with a card that is never declined, unless told otherwise. */
  buy(player: TestPlayer, body?: object): Promise<BuyReply & Json>
  purchaseOf(orderId: string | null): Promise<Json | undefined>
  /** Waits until a purchase stands so; a background round may have to come by. */
  toBe(orderId: string | null, wanted: object): Promise<void>
  grantsOf(player: TestPlayer): Promise<unknown>
}

const PATIENCE_MS = 30_000

/** A club that is paid through Stripe's mock; the mock tells it of everything, under the older of its two secrets. */
export async function openStripeShop(options: ClubOptions = {}): Promise<StripeShop> {
  const httpPort = await freePort()
  const webhookUrl = `http://127.0.0.1:${httpPort}/api/shop/webhook/stripe`
  const stripe = await startStripeMock({ apiKey: API_KEY, webhookUrl, webhookSecret: STRIPE_SECRET })
  const env = { HTTP_PORT: `${httpPort}`, PAYMENT_TIMEOUT_SECONDS: '3', PAYMENT_RETRIES: '0', ...options.env }
  const webhookSecrets = [NEXT_STRIPE_SECRET, STRIPE_SECRET]
  const payments = { provider: 'stripe' as const, url: stripe.url, apiKey: API_KEY, webhookSecrets }
  const club = await openClub({ ...options, env, payments })
  const purchaseOf: StripeShop['purchaseOf'] = async (orderId) =>
    (
      await club.sql(
        'select status, reason, hold, payment_id, refunded_amount as refunded from shop_purchases where order_id = $1',
        [orderId],
      )
    )[0]
  return {
    ...club,
    stripe,
    purchaseOf,
    sell: (sku, sold) => sell(club, sku, sold),
    buy: async ({ accessToken }, body) => {
      const wanted = { sku: 'gems', cardToken: 'pm_card_visa', idempotencyKey: newKey(), ...body }
      return (await club.post<BuyReply & Json>('/api/shop/buy', wanted, accessToken)).body
    },
    toBe: (orderId, wanted) =>
      eventually(async () => expect(await purchaseOf(orderId)).toMatchObject(wanted), PATIENCE_MS),
    grantsOf: async ({ userId }) =>
      (
        await club.sql(
          `select count(*)::int as n from player_events where user_id = $1 and type = 'purchase.granted'`,
          [userId],
        )
      )[0]?.n,
  }
}
