import { randomBytes } from 'node:crypto'
import type { BuyReply, ProductBody } from '@casino-club/shared'
import { afterAll } from 'vitest'
import { startSandbox } from '../../server/src/payment-sandbox/start.ts'
import { type ClubOptions, openClub, type TestClub, type TestPlayer } from './club.ts'
import { type Line, lineTo } from './cut-line.ts'
import { freePort } from './ports.ts'
import type { Json } from './requests.ts'

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
export const SANDBOX_KEY = 'the-key-of-the-sandbox'

export interface TestSandbox {
  readonly url: string
  /** Calls its API under its key. */
  call(method: string, path: string, body?: object): Promise<Json>
  /** The player pays, and it is captured before the club asks for it. */
  approveAndCapture(paymentId: string, amount: number): Promise<void>
}

export interface ShopClub extends TestClub {
  /** What the club calls the sandbox through; the test itself calls it past that. */
  readonly line: Line
  readonly sandbox: TestSandbox
  /** Publishes the next version of a product, with a stock of its own where one is given. */
  sell(sku: string, options?: SellOptions): Promise<string>
  buy(player: TestPlayer, body: object, path?: string): Promise<{ status: number; body: BuyReply & Json }>
}

export interface SellOptions {
  readonly body?: Partial<ProductBody>
  readonly kind?: 'standard' | 'limited'
  /** Units of a stock that is named like the product. */
  readonly stock?: number
}

export const newKey = (): string => `test-${randomBytes(9).toString('hex')}`

/** A product for 5,000 won or 50 gems that brings 500 gems and 1,000 coins. */
export const aProduct = (changes: Partial<ProductBody> = {}): ProductBody => ({
  name: { en: 'A package', ko: '패키지' },
  description: { en: '', ko: '' },
  prices: { KRW: 5_000, GEMS: null },
  contents: [
    { type: 'GEM', amount: 500 },
    { type: 'COIN', amount: 1_000 },
  ],
  discount: null,
  requiredRank: 'STANDARD',
  window: { from: null, until: null },
  stock: null,
  userLimits: {},
  tags: [],
  image: null,
  ...changes,
})

export interface ShopOptions extends ClubOptions {
  /** Further variables of the sandbox. */
  readonly sandbox?: Record<string, string>
}

/** A club beside a payment sandbox of its own, which is a process and speaks HTTP. */
export async function openShop(options: ShopOptions = {}): Promise<ShopClub> {
  const httpPort = await freePort()
  const sandbox = await startSandbox({
    dataDir: null,
    apiKey: SANDBOX_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: `http://127.0.0.1:${httpPort}/api/shop/webhook/payment`,
    env: { SANDBOX_DELAY_MS: '600', ...options.sandbox },
  })
  afterAll(() => sandbox.stop())
  const env = { HTTP_PORT: `${httpPort}`, PAYMENT_TIMEOUT_SECONDS: '2', ...options.env }
  const line = await lineTo(sandbox.url)
  const payments = {
    provider: 'sandbox' as const,
    url: line.url,
    apiKey: SANDBOX_KEY,
    webhookSecrets: [WEBHOOK_SECRET],
  }
  const club = await openClub({ ...options, env, payments })
  return {
    ...club,
    line,
    sandbox: sandboxAt(sandbox.url),
    sell: (sku, sold) => sell(club, sku, sold),
    buy: async ({ accessToken }, body, path = '/api/shop/buy') => {
      const wanted = path === '/api/shop/buy' ? { sku: 'gems' } : { packageId: 'gems' }
      return club.post<BuyReply & Json>(
        path,
        { ...wanted, cardToken: 'tok_success', idempotencyKey: newKey(), ...body },
        accessToken,
      )
    },
  }
}

function sandboxAt(url: string): TestSandbox {
  const call: TestSandbox['call'] = async (method, path, body) => {
    const headers = {
      authorization: `Bearer ${SANDBOX_KEY}`,
      'content-type': 'application/json',
      'idempotency-key': newKey(),
    }
    const answer = await fetch(new URL(path, url), { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return (await answer.json()) as Json
  }
  return {
    url,
    call,
    async approveAndCapture(paymentId, amount) {
      const choice = new URLSearchParams({ choice: 'approve' })
      await fetch(new URL(`/pay/${paymentId}`, url), { method: 'POST', body: choice, redirect: 'manual' })
      await call('POST', `/v1/payments/${paymentId}/capture`, { amount })
    },
  }
}

/** Publishes the next version of a product in a club, whoever is paid for it. */
export async function sell(
  { sql, core }: TestClub,
  sku: string,
  { body = {}, kind = 'standard', stock }: SellOptions = {},
) {
  const whole = aProduct({ ...body, ...(stock !== undefined && { stock: sku }) })
  if (stock !== undefined) {
    await sql('insert into shop_stocks (id, total) values ($1, $2) on conflict (id) do update set total = $2', [
      sku,
      stock,
    ])
  }
  await sql('insert into shop_products (sku, kind, created_at) values ($1, $2, now()) on conflict do nothing', [
    sku,
    kind,
  ])
  await sql(
    `insert into shop_product_versions (sku, version, status, body, note, created_at, changed_at, published_at, effective_at)
     select $1, coalesce(max(version), 0) + 1, 'published', $2, 'for a test', now(), now(), now(), now()
     from shop_product_versions where sku = $1`,
    [sku, JSON.stringify(whole)],
  )
  await core.shopping.products.load()
  return sku
}

/** Whether everything that the rows say of stock, limits and promo codes is what the purchases come to. */
export async function wrongCounters({ sql }: TestClub): Promise<unknown[]> {
  return sql(
    `select 'stock' as what, s.id from shop_stocks s
     where s.taken <> (select coalesce(sum(quantity), 0) from shop_purchases p
       where p.stock_id = s.id and p.hold in ('held', 'committed', 'sold'))
     union all
     select 'promo', p.code from shop_promos p
     where p.used <> (select count(*) from shop_promo_uses u where u.promo_id = p.id)
     union all
     select 'units', u.purchase_id::text from shop_purchase_units u join shop_purchases p on p.id = u.purchase_id
     where p.status in ('failed', 'voided')
     union all
     select 'granted', p.order_id from shop_purchases p
     where p.status = 'granted' and not exists (
       select from player_events e where e.user_id = p.user_id and e.seq = p.granted_seq and e.type = 'purchase.granted')`,
  )
}
