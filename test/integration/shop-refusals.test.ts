import { createSecretKey } from 'node:crypto'
import { refuse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { Refusals } from '../../server/src/shop/purchases/refusals.ts'
import { newKey, openShop } from '../support/shop.ts'

const club = await openShop()
const buyers = await Promise.all(Array.from({ length: 20 }, () => club.signUp()))

/** How many answers there were of each reason. */
function counted(answers: readonly { body: { reason?: unknown } }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { body } of answers) counts[String(body.reason)] = (counts[String(body.reason)] ?? 0) + 1
  return counts
}

describe('refusals', () => {
  const soldOut = async (sku: string) => {
    await club.sell(sku, { stock: 1 })
    expect((await club.buy(await club.signUp(), { sku })).body.success).toBe(true)
    return { sku }
  }
  const written = (userIds: readonly number[], sku: string) =>
    club.sql<{ reason: string; n: number; keys: number }>(
      `select reason, count(*)::int as n, count(distinct (user_id, idempotency_key))::int as keys from shop_purchases
       where user_id = any($1) and sku = $2 and status = 'failed' and hold = 'none' group by reason order by reason desc`,
      [userIds, sku],
    )

  test('of a crowd are all written, each to whom it was told, with what happened to it', async () => {
    const wish = await soldOut('gone')
    const crowd = buyers
    const answers = await Promise.all(crowd.map((buyer) => club.buy(buyer, wish)))
    expect(counted(answers)).toEqual({ OUT_OF_STOCK: 20 })
    const ids = crowd.map(({ userId }) => userId)
    expect(await written(ids, 'gone')).toEqual([{ reason: 'OUT_OF_STOCK', n: 20, keys: 20 }])
    for (const [n, { body }] of answers.entries()) {
      const rows = await club.sql(
        `select p.user_id, l.cause from shop_purchases p join shop_purchase_log l on l.purchase_id = p.id where p.order_id = $1`,
        [body.orderId],
      )
      expect(rows).toEqual([{ user_id: ids[n], cause: 'refused' }])
    }
  })

  test('of one player count one after the other, however many come at once; from the twentieth on it looks like fraud', async () => {
    const wish = await soldOut('guessed')
    const player = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 50 }, () => club.buy(player, wish)))
    expect(counted(answers)).toEqual({ OUT_OF_STOCK: 20, FRAUD_BLOCK: 30 })
    expect(await written([player.userId], 'guessed')).toEqual([
      { reason: 'OUT_OF_STOCK', n: 20, keys: 20 },
      { reason: 'FRAUD_BLOCK', n: 20, keys: 20 },
    ])
    expect(await club.sql('select cause, status from shop_blocks where user_id = $1', [player.userId])).toEqual([
      { cause: 'velocity', status: 'open' },
    ])
  })

  test('under one key are one, and answer the same', async () => {
    const wish = { ...(await soldOut('once')), idempotencyKey: newKey() }
    const player = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 10 }, () => club.buy(player, wish)))
    expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1)
    expect(answers.filter(({ body }) => body.replayed !== true)).toHaveLength(1)
    expect((await club.buy(player, { ...wish, quantity: 2 })).body).toMatchObject({ reason: 'COMMAND_ID_REUSED' })
    expect(await written([player.userId], 'once')).toEqual([{ reason: 'OUT_OF_STOCK', n: 1, keys: 1 }])
  })

  test('of one player are all counted, even where somebody else’s spoils what they are written with', async () => {
    await club.sell('spoilt')
    const { pool } = club.core
    const refusals = new Refusals({ pool, integrityKey: createSecretKey(Buffer.alloc(32, 1)), gathering: {} })
    const price = { list: 1_000, discount: 0, promo: 0, vip: 0, amount: 1_000 }
    const aRefusal = (userId: number) => ({
      userId,
      body: { quantity: 1, currency: 'KRW' as const, idempotencyKey: newKey() },
      terms: { sku: 'spoilt', version: 1, orderId: `o_${newKey()}`, price },
      why: refuse('OUT_OF_STOCK', 'it is sold out'),
      requestHash: '0'.repeat(32),
    })
    const { userId } = await club.signUp()
    for (let n = 0; n < 19; n++) await refusals.keep(aRefusal(userId))
    const [first, nobody, second] = [userId, 2_000_000_000, userId].map((id) => refusals.keep(aRefusal(id)))
    await expect(nobody).rejects.toMatchObject({ code: '23503' })
    expect((await first)?.refusal.reason).toBe('OUT_OF_STOCK')
    expect((await second)?.refusal.reason).toBe('FRAUD_BLOCK')
    expect(await written([userId], 'spoilt')).toEqual([
      { reason: 'OUT_OF_STOCK', n: 20, keys: 20 },
      { reason: 'FRAUD_BLOCK', n: 1, keys: 1 },
    ])
  })
})
