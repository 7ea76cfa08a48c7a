import { describe, expect, test } from 'vitest'
import { inTransaction, type Queryable } from '../../server/src/platform/postgres/pool.ts'
import { takeStockFor } from '../../server/src/shop/purchases/stock.store.ts'
import type { TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { newKey, openShop, wrongCounters } from '../support/shop.ts'

const club = await openShop({ env: { PAYMENT_TIMEOUT_SECONDS: '10' }, sandbox: { SANDBOX_DELAY_MS: '3500' } })
const BUYERS = 60
const buyers: TestPlayer[] = []
for (let n = 0; n < BUYERS; n += 10) {
  buyers.push(...(await Promise.all(Array.from({ length: 10 }, () => club.signUp()))))
}

/** How many answers there were of each kind. */
function counted(answers: readonly { body: { success?: boolean; reason?: unknown } }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { body } of answers) {
    const kind = body.success ? 'sold' : String(body.reason)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
const everyBuyer = (body: (n: number) => object, path?: string) =>
  Promise.all(buyers.map((buyer, n) => club.buy(buyer, body(n), path)))
const soldOf = async (stock: string) =>
  (
    await club.sql(
      `select taken, (select coalesce(sum(quantity), 0)::int from shop_purchases where stock_id = s.id and hold = 'sold') as sold
     from shop_stocks s where s.id = $1`,
      [stock],
    )
  )[0]

describe('many buyers at once', () => {
  test('of the last unit: one gets it, the others are told that it is gone', async () => {
    await club.sell('last', { kind: 'limited', stock: 1 })
    const answers = await everyBuyer(() => ({ packageId: 'last' }), '/api/shop/buy-limited')
    expect(counted(answers)).toEqual({ sold: 1, OUT_OF_STOCK: BUYERS - 1 })
    expect(await soldOf('last')).toEqual({ taken: 1, sold: 1 })
  })

  test('of packages that share a stock, by ones and twos: exactly the stock is sold', async () => {
    await club.sell('pair-a', { stock: 20 })
    await club.sell('pair-b', { body: { stock: 'pair-a' } })
    const answers = await everyBuyer((n) => ({ sku: n % 2 ? 'pair-a' : 'pair-b', quantity: 1 + (n % 3 === 0 ? 1 : 0) }))
    expect(Object.keys(counted(answers)).sort()).toEqual(['OUT_OF_STOCK', 'sold'])
    const { taken, sold } = (await soldOf('pair-a')) as { taken: number; sold: number }
    expect(sold).toBe(taken)
    // A pair may find one left; nobody may find less than none.
    expect([19, 20]).toContain(sold)
  })

  test('whose cards are declined leave the stock to those who pay', async () => {
    await club.sell('declined', { stock: 5 })
    const declined = buyers
      .slice(0, 20)
      .map((buyer) => club.buy(buyer, { sku: 'declined', cardToken: 'tok_always_fail' }))
    expect(counted(await Promise.all(declined))).not.toHaveProperty('sold')
    await eventually(async () => expect(await soldOf('declined')).toEqual({ taken: 0, sold: 0 }))
    const paying = await Promise.all(buyers.slice(20, 30).map((buyer) => club.buy(buyer, { sku: 'declined' })))
    expect(counted(paying)).toEqual({ sold: 5, OUT_OF_STOCK: 5 })
  })

  test('with one promo code: it is used as often as it says, and given back by who does not pay', async () => {
    await club.sell('promoted')
    const admin = (await club.sql<{ id: number }>('select id from admin_users limit 1'))[0]?.id
    await club.sql(
      `insert into shop_promos (code, kind, value, max_uses, note, created_by, created_at)
       values ('RACE-50', 'percent', 50, 10, 'for a test', $1, now())`,
      [admin],
    )
    const answers = await everyBuyer((n) => ({
      sku: 'promoted',
      promoCode: 'race-50',
      cardToken: n % 3 === 0 ? 'tok_always_fail' : 'tok_success',
    }))
    const counts = counted(answers)
    expect(Object.keys(counts).sort()).toEqual(
      ['PAYMENT_FAILED', 'PROMO_EXHAUSTED', 'sold'].filter((kind) => kind in counts),
    )
    expect(counts.sold).toBeLessThanOrEqual(10)
    await eventually(async () =>
      expect(await club.sql(`select used from shop_promos where code = 'RACE-50'`)).toEqual([{ used: counts.sold }]),
    )
  })
})

test('of many who are written together each gets his own answer', async () => {
  const few = { stock: 30, body: { userLimits: { ever: 1 }, prices: { KRW: 1_000, GEMS: null } } }
  await club.sell('mixed', { kind: 'limited', ...few })
  await club.sell('mixed-closed', { body: { window: { from: null, until: '2020-01-01T00:00:00Z' } } })
  const [had, closed] = [buyers.slice(0, 10), buyers.slice(10, 20)]
  const first = await Promise.all(had.map((buyer) => club.buy(buyer, { sku: 'mixed' })))
  expect(counted(first)).toEqual({ sold: 10 })
  const answers = await everyBuyer((n) => {
    const buyer = buyers[n] as TestPlayer
    return { sku: closed.includes(buyer) ? 'mixed-closed' : 'mixed', quantity: n % 5 === 4 ? 2 : 1 }
  })
  const of = (found: readonly TestPlayer[]) =>
    counted(answers.filter((_, n) => found.includes(buyers[n] as TestPlayer)))
  expect(of(closed)).toEqual({ WINDOW_CLOSED: 10 })
  // Who comes late hears that it is sold out before anything else is looked at.
  const among = (counts: Record<string, number>, kinds: readonly string[]) =>
    expect(Object.keys(counts).filter((kind) => !kinds.includes(kind))).toEqual([])
  among(of(had), ['USER_LIMIT', 'OUT_OF_STOCK'])
  const others = of(buyers.slice(20))
  among(others, ['USER_LIMIT', 'OUT_OF_STOCK', 'sold'])
  expect(others.sold).toBe(20)
  expect(await soldOf('mixed')).toEqual({ taken: 30, sold: 30 })
})

test('units that come back between two looks at a stock are taken, and counted', async () => {
  await club.sell('returned', { kind: 'limited', stock: 2 })
  await club.sql(`update shop_stocks set taken = 1 where id = 'returned'`)
  const { pool } = club.core
  const taken = await inTransaction(pool, async (tx) => {
    const between: Queryable = {
      query: async (query, values) => {
        const isSecondLook = typeof query === 'string' && query.includes('as left from shop_stocks')
        if (isSecondLook) await pool.query(`update shop_stocks set taken = 0 where id = 'returned'`)
        return tx.query(query, values)
      },
    }
    expect(await takeStockFor(between, 'returned', [{ quantity: 1 }, { quantity: 1 }])).toEqual([])
    const { rows } = await tx.query<{ taken: number }>(`select taken from shop_stocks where id = 'returned'`)
    return rows[0]?.taken
  })
  expect(taken).toBe(2)
  await club.sql(`update shop_stocks set taken = 0 where id = 'returned'`)
})

describe('one buyer at once', () => {
  test('with twenty requests gets as many as his limit', async () => {
    await club.sell('two', { body: { userLimits: { ever: 2 } } })
    const buyer = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 15 }, () => club.buy(buyer, { sku: 'two' })))
    expect(counted(answers)).toEqual({ sold: 2, USER_LIMIT: 13 })
  })

  test('with one key, fifty times: one purchase', async () => {
    const buyer = await club.signUp()
    await club.sell('once')
    const idempotencyKey = newKey()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => club.buy(buyer, { sku: 'once', idempotencyKey })),
    )
    expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1)
    const [{ n }] = (await club.sql('select count(*)::int as n from shop_purchases where user_id = $1', [
      buyer.userId,
    ])) as [{ n: number }]
    expect(n).toBe(1)
  })

  test('cannot pass his limit of spending', async () => {
    const buyer = await club.signUp()
    await club.sell('dear', { body: { prices: { KRW: 4_000, GEMS: null } } })
    const set = await club.post(
      '/api/safe-play/limits',
      { commandId: crypto.randomUUID(), limit: 'spendWon.day', value: 10_000 },
      buyer.accessToken,
    )
    expect(set.status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 10 }, () => club.buy(buyer, { sku: 'dear' })))
    expect(counted(answers)).toEqual({ sold: 2, SPEND_LIMIT: 8 })
  })

  test('who is declined may spend what that would have been', async () => {
    const buyer = await club.signUp()
    await club.post(
      '/api/safe-play/limits',
      { commandId: crypto.randomUUID(), limit: 'spendWon.day', value: 5_000 },
      buyer.accessToken,
    )
    expect((await club.buy(buyer, { sku: 'dear', cardToken: 'tok_always_fail' })).body.reason).toBe('PAYMENT_FAILED')
    expect((await club.buy(buyer, { sku: 'dear' })).body.success).toBe(true)
    expect((await club.buy(buyer, { sku: 'dear' })).body.reason).toBe('SPEND_LIMIT')
  })
})

describe('what happens between hold and capture', () => {
  const slowly = async (sku: string, meanwhile: (orderId: string) => Promise<unknown>) => {
    const buyer = await club.signUp()
    const buying = club.buy(buyer, { sku, cardToken: 'tok_slow' })
    const orderId = await eventually(async () => {
      const [row] = await club.sql<{ order_id: string }>('select order_id from shop_purchases where user_id = $1', [
        buyer.userId,
      ])
      return row?.order_id ?? expect.fail('not begun')
    })
    await meanwhile(orderId)
    return (await buying).body
  }
  const expire = (orderId: string) =>
    club.sql(`update shop_purchases set hold_until = now() - interval '1 second' where order_id = $1`, [orderId])

  test('a hold that is over while somebody else takes the unit is voided, and nothing oversold', async () => {
    await club.sell('contested', { stock: 1 })
    const other = await club.signUp()
    const body = await slowly('contested', async (orderId) => {
      await expire(orderId)
      expect((await club.buy(other, { sku: 'contested' })).body.success).toBe(true)
    })
    expect(body).toMatchObject({ success: false, reason: 'PENDING_TIMEOUT', status: 'voided' })
    expect(await soldOf('contested')).toEqual({ taken: 1, sold: 1 })
  })

  test('a hold that is over while nobody wants the unit is held anew', async () => {
    await club.sell('patient', { stock: 1 })
    expect(await slowly('patient', expire)).toMatchObject({ success: true })
    expect(await soldOf('patient')).toEqual({ taken: 1, sold: 1 })
  })

  test('somebody else buys while the row of one that was paid is held', { retry: 2 }, async () => {
    await club.sell('held-up')
    const other = await club.signUp()
    const waiting = () =>
      club.sql(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like '%hold = ''committed'', payment_id%'`,
      )
    const body = await slowly('held-up', (orderId) =>
      inTransaction(club.core.pool, async (tx) => {
        await tx.query('select from shop_purchases where order_id = $1 for update', [orderId])
        await eventually(async () => expect(await waiting()).toHaveLength(1))
        expect((await club.buy(other, { sku: 'held-up' })).body).toMatchObject({ success: true })
        expect(await waiting()).toHaveLength(1)
      }),
    )
    expect(body).toMatchObject({ success: true })
  })

  test('a product that is disabled meanwhile is not sold', async () => {
    await club.sell('stopped', { stock: 3 })
    const body = await slowly('stopped', () =>
      club.sql(
        `update shop_products set disabled_at = now(), disable_reason = 'a wrong price', disabled_by = (select min(id) from admin_users) where sku = 'stopped'`,
      ),
    )
    expect(body).toMatchObject({ success: false, reason: 'DISABLED', status: 'voided' })
    expect(await soldOf('stopped')).toEqual({ taken: 0, sold: 0 })
  })

  test('a window that closes meanwhile is closed', async () => {
    // Shorter than the slow provider takes, and long enough for a busy machine to begin in.
    const until = new Date(Date.now() + 3_200).toISOString()
    await club.sell('closing', { body: { window: { from: null, until } } })
    const body = await slowly('closing', async () => undefined)
    expect(body).toMatchObject({ success: false, reason: 'WINDOW_CLOSED', status: 'voided' })
  })
})

test('afterwards counters are what the rows come to, and the books prove', async () => {
  await eventually(async () =>
    expect(
      await club.sql(`select status from shop_purchases where status not in ('granted', 'voided', 'failed')`),
    ).toEqual([]),
  )
  expect(await wrongCounters(club)).toEqual([])
  expect((await club.audit()).bad).toBeUndefined()
})
