import { describe, expect, test } from 'vitest'
import { newCommandId, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { openShop } from '../support/shop.ts'

const club = await openShop()
await club.sell('gems')
await club.sell('dear', { body: { prices: { KRW: 150_000, GEMS: null } } })
const operator = await club.adminToken('operator')
const SHOP = '/api/admin/shop'

async function aGranted(body: object = {}): Promise<{ player: TestPlayer; orderId: string; chargeId: string }> {
  const player = await club.signUp()
  const bought = await club.buy(player, body)
  expect(bought.body).toMatchObject({ success: true })
  return { player, orderId: bought.body.orderId ?? '', chargeId: bought.body.chargeId ?? '' }
}
const preview = (orderId: string, amount: number) =>
  club.get<{ missing: object }>(`${SHOP}/purchases/${orderId}/refund?amount=${amount}`, operator)
const refund = (orderId: string, body: object = {}) =>
  club.post(
    `${SHOP}/purchases/${orderId}/refund`,
    { commandId: newCommandId(), amount: 5_000, reason: 'the player asked for it', ...body },
    operator,
  )
const ask = (path: string) => club.get<Record<string, unknown>[]>(`${SHOP}${path}`, operator)
const lines = async (path: string) => {
  const answer = await fetch(`${club.httpUrl}${SHOP}${path}`, { headers: { authorization: `Bearer ${operator}` } })
  return (await answer.text()).trim().split('\r\n')
}
const spend = async (player: TestPlayer, gems: number) => {
  const sku = await club.sell(`spends-${gems}`, {
    body: { prices: { KRW: null, GEMS: gems }, contents: [{ type: 'TICKET', amount: 1 }] },
  })
  expect((await club.buy(player, { sku, currency: 'GEMS', cardToken: undefined })).body.success).toBe(true)
}

describe('purchases', () => {
  test('are found by player, product, provider, state and cause', async () => {
    const { player, orderId } = await aGranted()
    await club.buy(player, { cardToken: 'tok_always_fail' })
    const [row] = await club.sql<{ site_id: string; nickname: string }>(
      'select site_id, nickname from users where id = $1',
      [player.userId],
    )
    for (const name of [`${player.userId}`, row?.site_id ?? '', (row?.nickname ?? '').toUpperCase()]) {
      const { body } = await ask(`/purchases?player=${encodeURIComponent(name)}&status=granted`)
      expect(body.map(({ id }) => id)).toEqual([orderId])
    }
    const mine = `/purchases?player=${player.userId}`
    expect((await ask(`${mine}&provider=sandbox&sku=gems`)).body).toHaveLength(2)
    expect((await ask(`${mine}&provider=elsewhere`)).body).toEqual([])
    expect((await ask(`${mine}&reason=PAYMENT_FAILED`)).body).toMatchObject([{ status: 'failed' }])
    expect((await ask('/purchases?player=nobody-of-this-name')).body).toEqual([])
    expect(await lines(`/purchases/export.csv?player=${player.userId}`)).toHaveLength(3)
  })

  test('tell what was bought, their receipt and whether it is ours, and who had the provider asked', async () => {
    const { orderId } = await aGranted()
    await club.post(`${SHOP}/purchases/${orderId}/check`, {}, operator)
    const { body } = await club.get(`${SHOP}/purchases/${orderId}`, operator)
    expect(body).toMatchObject({
      contents: expect.arrayContaining([{ type: 'GEM', amount: 500 }]),
      receipt: { valid: true, body: expect.stringContaining(orderId) },
      checks: [{ admin: expect.any(String), at: expect.any(String) }],
    })
    await club.sql(`alter table shop_purchases disable trigger shop_purchases_move`)
    await club.sql(`update shop_purchases set receipt_body = receipt_body || ' ' where order_id = $1`, [orderId])
    expect((await club.get(`${SHOP}/purchases/${orderId}`, operator)).body).toMatchObject({ receipt: { valid: false } })
    await club.sql(`update shop_purchases set receipt_body = trim(receipt_body) where order_id = $1`, [orderId])
    await club.sql(`alter table shop_purchases enable trigger shop_purchases_move`)
  })
})

describe('the preview of a refund', () => {
  test('says what would be taken back, what is missing, what is left and whether it waits; and keeps nothing', async () => {
    const { player, orderId } = await aGranted()
    expect((await preview(orderId, 2_500)).body).toEqual({
      amount: 2_500,
      refundable: 5_000,
      taken: { coins: 500, gems: 250, tickets: 0 },
      missing: { coins: 0, gems: 0, tickets: 0 },
      secondAdmin: false,
    })
    await spend(player, 300)
    expect((await preview(orderId, 5_000)).body).toMatchObject({ taken: { gems: 300 }, missing: { gems: 200 } })
    expect((await preview(orderId, 5_001)).body).toMatchObject({ reason: 'NOT_REFUNDABLE' })
    expect((await preview('o_nobody_has_it', 1)).status).toBe(404)
    for (const amount of [0, -1, 0.5, Number.NaN]) expect((await preview(orderId, amount)).status).toBe(400)
    expect(await club.sql('select 1 from shop_refunds')).toEqual([])
    const dear = await aGranted({ sku: 'dear' })
    expect((await preview(dear.orderId, 100_001)).body).toMatchObject({ secondAdmin: true })
    expect((await preview(dear.orderId, 100_000)).body).toMatchObject({ secondAdmin: false })
  })

  test('holds a refund to what was shown: what has changed since is refused, and nothing is done', async () => {
    const { player, orderId } = await aGranted()
    const nothing = { coins: 0, gems: 0, tickets: 0 }
    const seen = { refundable: 5_000, missing: nothing }
    expect((await refund(orderId, { amount: 1_000, seen })).body).toMatchObject({ status: 'done' })
    expect((await refund(orderId, { amount: 1_000, seen })).body).toMatchObject({ reason: 'CONFLICT' })
    await spend(player, 400)
    const later = { refundable: 4_000, missing: nothing }
    expect((await refund(orderId, { amount: 4_000, seen: later, evenIfSpent: true })).body).toMatchObject({
      reason: 'CONFLICT',
    })
    expect((await club.get(`${SHOP}/purchases/${orderId}`, operator)).body).toMatchObject({ refunded: 1_000 })
    const { body } = await preview(orderId, 4_000)
    const again = { refundable: 4_000, missing: body.missing }
    expect((await refund(orderId, { amount: 4_000, seen: again, evenIfSpent: true })).body).toMatchObject({
      status: 'done',
      missing: { gems: 300 },
    })
  })
})

describe('a case of fraud', () => {
  test('tells attempts, cards and until when its player is kept out', async () => {
    const player = await club.signUp()
    for (const cardToken of ['tok_success_1', 'tok_success_2', 'tok_success_3']) await club.buy(player, { cardToken })
    const found = await ask(`/blocks?userId=${player.userId}&cause=cards&status=open&undecided=true`)
    expect(found.body).toMatchObject([{ cause: 'cards', attempts: 3, cards: 3 }])
    const leftMs = Date.parse(String(found.body[0]?.closedUntil)) - Date.now()
    // Five minutes after the second last card, by a clock of the same machine.
    expect(leftMs).toBeGreaterThan(0)
    expect(leftMs).toBeLessThanOrEqual(301_000)
    // As when the window has passed by.
    await club.sql(`update shop_purchases set created_at = created_at - interval '6 minutes' where user_id = $1`, [
      player.userId,
    ])
    const later = await ask(`/blocks?userId=${player.userId}`)
    expect(later.body).toMatchObject([{ attempts: 0, cards: 0, closedUntil: null }])
    expect((await ask(`/blocks?userId=${player.userId}&cause=chargeback`)).body).toEqual([])
  })

  test('of a charge-back is undecided until an admin keeps the block or releases it', async () => {
    const { player, chargeId } = await aGranted()
    await club.sandbox.call('POST', `/v1/payments/${chargeId}/charge-back`)
    const path = `/blocks?userId=${player.userId}&undecided=true`
    await eventually(async () => expect((await ask(path)).body).toMatchObject([{ status: 'blocked' }]), 20_000)
    const [found] = (await ask(path)).body
    const decide = () =>
      club.post(`${SHOP}/blocks/${found?.id}/decide`, { status: 'blocked', reason: 'he does it often' }, operator)
    expect((await decide()).body).toMatchObject({ status: 'blocked', decidedBy: expect.any(String) })
    expect((await ask(path)).body).toEqual([])
    expect((await decide()).status).toBe(409)
  })
})

describe('sales', () => {
  test('of a product are told by hour and day since it went on sale, refusals left out', async () => {
    await club.sell('fresh')
    const player = await club.signUp()
    await club.buy(player, { sku: 'fresh', quantity: 2 })
    await club.buy(player, { sku: 'fresh', cardToken: 'tok_always_fail' })
    for (const by of ['hour', 'day']) {
      const { body } = await club.get<{ since: string; rows: { at: string }[] }>(
        `${SHOP}/products/fresh/sales?by=${by}`,
        operator,
      )
      expect(body).toMatchObject({ by, zone: 'Asia/Seoul', rows: [{ purchases: 1, units: 2, won: 10_000, gems: 0 }] })
      expect(body.since <= (body.rows[0]?.at ?? '')).toBe(true)
    }
    expect((await club.get(`${SHOP}/products/nothing/sales`, operator)).status).toBe(404)
  })

  test('as CSV say what the report says, and who took them is written down', async () => {
    const span = `from=2020-01-01T00:00:00Z&until=${new Date(Date.now() + 60_000).toISOString()}`
    expect((await lines(`/revenue/export.csv?${span}&by=product`)).length).toBe(1)
    const now = Date.now()
    const near = `from=${new Date(now - 86_400_000).toISOString()}&until=${new Date(now + 60_000).toISOString()}`
    const { body } = await club.get<{ zone: string; rows: unknown[] }>(`${SHOP}/revenue?${near}&by=product`, operator)
    expect(body.zone).toBe('Asia/Seoul')
    expect(await lines(`/revenue/export.csv?${near}&by=product`)).toHaveLength(body.rows.length + 1)
    expect(await club.sql(`select 1 as one from admin_audit_logs where action = 'revenue.export'`)).toHaveLength(1)
  })
})

test('a batch of codes is looked at and stopped as one, once', async () => {
  const made = await club.post<{ batchId: string; codes: string[] }>(
    `${SHOP}/promos`,
    { commandId: newCommandId(), kind: 'percent', value: 10, currency: null, maxUses: null, count: 3, prefix: 'SET-' },
    operator,
  )
  const { batchId, codes } = made.body
  const player = await club.signUp()
  expect((await club.buy(player, { promoCode: codes[0] })).body.success).toBe(true)
  const path = `${SHOP}/promo-batches/${batchId}`
  expect((await club.get(path, operator)).body).toMatchObject({ codes: 3, live: 3, uses: 1, offWon: 500, offGems: 0 })
  expect((await club.get(`${path}/uses`, operator)).body).toMatchObject([{ code: codes[0], userId: player.userId }])
  const stop = () => club.post(`${path}/disable`, { reason: 'they were given away' }, operator)
  const both = await Promise.all([stop(), stop()])
  expect(both.map(({ body }) => body.live ?? body.reason).sort()).toEqual([0, 'NOTHING_TO_CHANGE'])
  expect((await club.buy(player, { promoCode: codes[1] })).body).toMatchObject({ reason: 'PROMO_INVALID' })
  expect((await club.get(`${SHOP}/promo-batches/${newCommandId()}`, operator)).status).toBe(404)
})
