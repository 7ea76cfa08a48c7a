import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WIDE_OPEN } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/ports.ts'
import { requestsTo } from '../support/requests.ts'
import { newKey, openShop, SANDBOX_KEY, WEBHOOK_SECRET, wrongCounters } from '../support/shop.ts'

/** Purchases that are at the point when the process dies. */
const PURCHASES = 20
const club = await openShop({
  env: { PAYMENT_TIMEOUT_SECONDS: '2', PAYMENT_RETRIES: '0' },
  sandbox: { SANDBOX_DELAY_MS: '1200' },
})
const buyers = await Promise.all(Array.from({ length: PURCHASES }, () => club.signUp()))

async function startVictim(killAt: string, killAfterMs: number) {
  const [httpPort, gamePort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/shop-victim.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...WIDE_OPEN,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'casino-victim-')),
      ROLE: 'api',
      DATABASE_URL: club.databaseUrl,
      REDIS_URL: club.redisUrl,
      HTTP_PORT: `${httpPort}`,
      GAME_PORT: `${gamePort}`,
      PAYMENT_PROVIDER: 'sandbox',
      PAYMENT_URL: club.sandbox.url,
      PAYMENT_API_KEY: SANDBOX_KEY,
      PAYMENT_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      RECEIPT_SECRETS: `k1:${WIDE_OPEN.JWT_SECRET}`,
      PAYMENT_TIMEOUT_SECONDS: '2',
      PAYMENT_RETRIES: '0',
      KILL_AT: killAt,
      KILL_COUNT: `${PURCHASES}`,
      KILL_AFTER_MS: `${killAfterMs}`,
    },
  })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
  await new Promise<void>((resolve) => child.stdout.on('data', (data: Buffer) => data.includes('ready') && resolve()))
  return { ended, requests: requestsTo(`http://127.0.0.1:${httpPort}`) }
}

/** What the provider has of each order, by its own books. */
async function captured(): Promise<ReadonlySet<unknown>> {
  const { payments } = await club.sandbox.call(
    'GET',
    '/v1/payments?from=2000-01-01T00:00:00Z&until=2100-01-01T00:00:00Z',
  )
  const all = payments as { orderId: string; state: string; refunded: number; amount: number }[]
  return new Set(
    all
      .filter(({ state, refunded, amount }) => state === 'captured' && refunded < amount)
      .map(({ orderId }) => orderId),
  )
}

test.each([
  ['after the reservation', 'reserved', 0, 'tok_success'],
  ['while the authorization is under way', 'reserved', 300, 'tok_slow'],
  ['when the authorization was answered', 'authorizeAnswered', 0, 'tok_success'],
  ['before the capture is sent', 'authorized', 0, 'tok_success'],
  ['while the capture is under way', 'authorized', 300, 'tok_slow'],
  ['when the capture was answered', 'captureAnswered', 0, 'tok_success'],
  ['before the grant', 'captured', 0, 'tok_success'],
  ['when the grant was written', 'granted', 0, 'tok_success'],
])(
  'a process that dies %s leaves nothing paid and not granted, nothing twice',
  async (_, point, afterMs, cardToken) => {
    const sku = await club.sell(`crash-${point.toLowerCase()}-${afterMs}`, { stock: PURCHASES })
    const victim = await startVictim(point, afterMs)
    const buying = buyers.map(({ accessToken }) =>
      victim.requests
        .post('/api/shop/buy', { sku, cardToken, idempotencyKey: newKey() }, accessToken)
        .catch(() => undefined),
    )
    expect(await victim.ended).toBe('SIGKILL')
    await Promise.all(buying)
    const orders = await eventually(async () => {
      const rows = await club.sql<{ order_id: string; status: string; grants: number; user_id: number }>(
        `select order_id, status, user_id, (select count(*)::int from player_events e
         where e.user_id = p.user_id and e.type = 'purchase.granted' and e.payload ->> 'orderId' = p.order_id) as grants
       from shop_purchases p where sku = $1`,
        [sku],
      )
      expect(rows.filter(({ status }) => !['granted', 'voided', 'failed', 'refunded'].includes(status))).toEqual([])
      return rows
    }, 60_000)
    expect(orders).toHaveLength(PURCHASES)
    const paid = await captured()
    for (const { order_id, status, grants } of orders) {
      expect({ order_id, paid: paid.has(order_id), grants }).toEqual({
        order_id,
        paid: status === 'granted',
        grants: status === 'granted' ? 1 : 0,
      })
    }
    expect(await wrongCounters(club)).toEqual([])
    expect((await club.audit()).bad).toBeUndefined()
  },
  120_000,
)
