import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Gate } from '@casino-club/server/src/platform/gate.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { percentile, post, rate } from '../auth/figures.ts'
import { LeanClient } from '../auth/lean-client.ts'
import type { ClubProcess } from '../own-club.ts'
import type { TestPlayer } from '../players.ts'

/** Somebody who buys more within five minutes is taken for a thief. */
const PURCHASES_A_PLAYER = 15
const HANDS = 64
/** More than are ever under way at once while answers come within a second. */
const CONNECTIONS = 512

/** Publishes a product and tells the club; `stock` names the stock that it shares, made with so many units when new. */
export async function sell(
  pool: Pool,
  sku: string,
  stock: { readonly id: string; readonly units: number },
): Promise<void> {
  const body = {
    name: { en: sku, ko: sku },
    description: { en: '', ko: '' },
    prices: { KRW: 1_000, GEMS: null },
    contents: [{ type: 'GEM', amount: 10 }],
    discount: null,
    requiredRank: 'STANDARD',
    window: { from: null, until: null },
    stock: stock.id,
    userLimits: {},
    tags: [],
    image: null,
  }
  await pool.query('insert into shop_stocks (id, total) values ($1, $2) on conflict do nothing', [
    stock.id,
    stock.units,
  ])
  await pool.query(`insert into shop_products (sku, kind, created_at) values ($1, 'limited', now())`, [sku])
  await pool.query(
    `insert into shop_product_versions (sku, version, status, body, note, created_at, changed_at, published_at, effective_at)
     values ($1, 1, 'published', $2, '', now(), now(), now(), now())`,
    [sku, JSON.stringify(body)],
  )
  await pool.query(`select pg_notify('casino_bus', '{"topic":"shop","message":{}}')`)
}

const PATH = '/api/shop/buy'
const wish = (sku: string) => ({ sku, cardToken: 'tok_success', idempotencyKey: randomUUID() })

interface BuyAnswer {
  readonly success?: boolean
  readonly reason?: string
}

const buy = async ({ httpUrl }: ClubProcess, player: TestPlayer | undefined, sku: string) => {
  const answer = await post(`${httpUrl}${PATH}`, wish(sku), player?.accessToken)
  return (await answer.json()) as BuyAnswer
}

export interface Crowd {
  readonly ms: number
  readonly sold: number
  readonly others: Readonly<Record<string, number>>
}

/** Everybody at once, each for one of these products; how long until the last one has his answer. */
export async function crowd(
  club: ClubProcess,
  players: readonly TestPlayer[],
  skus: readonly string[],
): Promise<Crowd> {
  const startMs = performance.now()
  const answers = await Promise.all(players.map((player, n) => buy(club, player, skus[n % skus.length] ?? '')))
  const others: Record<string, number> = {}
  let sold = 0
  for (const { success, reason } of answers) {
    if (success) sold++
    else others[reason ?? 'under way'] = (others[reason ?? 'under way'] ?? 0) + 1
  }
  return { ms: performance.now() - startMs, sold, others }
}

/** Buys on a connection of one's own, each player in his turn; throws when it is refused, or nobody is left who may buy. */
class Buyers {
  private readonly players: readonly TestPlayer[]
  private readonly sku: string
  private begun = 0

  constructor(players: readonly TestPlayer[], sku: string) {
    this.players = players
    this.sku = sku
  }

  get bought(): number {
    return this.begun
  }

  async buy(client: LeanClient | undefined): Promise<void> {
    const { players } = this
    if (this.begun >= players.length * PURCHASES_A_PLAYER)
      throw new Error('there are too few players for so many purchases')
    const player = players[this.begun++ % players.length]
    const answer = await client?.post(PATH, wish(this.sku), player?.accessToken)
    const { success, reason } = JSON.parse(answer?.text ?? '{}') as BuyAnswer
    if (!success) throw new Error(`a purchase was refused: ${reason}`)
  }
}

const openClients = (club: ClubProcess, count: number) =>
  Promise.all(Array.from({ length: count }, () => LeanClient.open(club.httpUrl)))

export interface Sold {
  readonly perSecond: number
  readonly purchases: number
}

/** Purchases of one package, by as many as the club can take, of one player after the other. */
export async function hotSales(
  club: ClubProcess,
  players: readonly TestPlayer[],
  sku: string,
  seconds: number,
): Promise<Sold> {
  const buyers = new Buyers(players, sku)
  const clients = await openClients(club, HANDS)
  const perSecond = await rate(HANDS, seconds, (hand) => buyers.buy(clients[hand]))
  for (const client of clients) client.close()
  return { perSecond, purchases: buyers.bought }
}

export interface Offered {
  /** Purchases a second, until the last one was answered. */
  readonly reached: number
  /** Ms from when a purchase was due to its answer, p99: waiting for a free connection counts. */
  readonly p99: number
}

/** The same as they come: so many a second by the clock, and no more, however long the answers take. */
export async function offeredSales(
  club: ClubProcess,
  players: readonly TestPlayer[],
  sku: string,
  { seconds, perSecond }: { readonly seconds: number; readonly perSecond: number },
): Promise<Offered> {
  const buyers = new Buyers(players, sku)
  const clients = await openClients(club, CONNECTIONS)
  const gate = new Gate(CONNECTIONS)
  const free = [...clients]
  const startMs = performance.now()
  const took: number[] = []
  const buyAt = (dueMs: number) =>
    gate.run(async () => {
      const client = free.pop() as LeanClient
      await buyers.buy(client)
      free.push(client)
      took.push(performance.now() - dueMs)
    })
  const flying: Promise<void>[] = []
  for (let n = 0; n < seconds * perSecond; n++) {
    const dueMs = startMs + (n * 1_000) / perSecond
    const earlyMs = dueMs - performance.now()
    if (earlyMs > 0) await sleep(earlyMs)
    flying.push(buyAt(dueMs))
  }
  await Promise.all(flying)
  const reached = took.length / ((performance.now() - startMs) / 1_000)
  for (const client of clients) client.close()
  return { reached, p99: percentile(took, 0.99) }
}

/** Transactions a second that do nothing but lock a counter, raise it and write a row; as many at once. */
export async function bareCounter(databaseUrl: string, seconds: number): Promise<number> {
  const pool = createPool({ databaseUrl, max: 12, log: createLog('error'), name: 'casino-bare-counter' })
  try {
    const id = `bare-${randomUUID().slice(0, 8)}`
    await pool.query('insert into shop_stocks (id, total) values ($1, 1000000000)', [id])
    return await rate(HANDS, seconds, () =>
      inTransaction(pool, async (tx) => {
        await tx.query('select total - taken as left from shop_stocks where id = $1 for no key update', [id])
        await tx.query('update shop_stocks set taken = taken + 1 where id = $1 and taken < total', [id])
        await tx.query(
          `insert into payment_webhooks (provider, webhook_id, type, body, handled_at) values ('bare', $1, 'x', '{}', now())`,
          [randomUUID()],
        )
      }),
    )
  } finally {
    await pool.end()
  }
}

/** What the counter of a stock and its rows come to. */
export async function stockOf(pool: Pool, id: string): Promise<{ readonly taken: number; readonly sold: number }> {
  const { rows } = await pool.query<{ taken: number; sold: number }>(
    `select taken, (select coalesce(sum(quantity), 0)::bigint from shop_purchases where stock_id = $1 and hold = 'sold') as sold
     from shop_stocks where id = $1`,
    [id],
  )
  return rows[0] ?? { taken: Number.NaN, sold: Number.NaN }
}
