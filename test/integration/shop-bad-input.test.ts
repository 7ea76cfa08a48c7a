import { describe, expect, test } from 'vitest'
import { newCommandId, type TestPlayer } from '../support/club.ts'
import { newKey, openShop } from '../support/shop.ts'

/** The process is ten minutes ahead of its database, whose clock is the one that counts. */
const AHEAD_MS = 600_000
const club = await openShop({ clock: { nowMs: () => Date.now() + AHEAD_MS } })
await club.sell('gems')
const player = await club.signUp()

const countOf = async ({ userId }: TestPlayer) =>
  (await club.sql(`select count(*)::int as n from shop_purchases where user_id = $1`, [userId]))[0]?.n
const balancesOf = async ({ userId }: TestPlayer) =>
  (await club.sql('select coins, gems, version from players where user_id = $1', [userId]))[0]

describe('a request that is wrong changes nothing', () => {
  test.each<[string, object]>([
    ['none', { quantity: 0 }],
    ['less than none', { quantity: -1 }],
    ['one and a half', { quantity: 1.5 }],
    ['a billion', { quantity: 1_000_000_000 }],
    ['a text for a number', { quantity: '1' }],
    ['a foreign currency', { currency: 'USD' }],
    ['coins', { currency: 'COINS' }],
    ['a price of one’s own', { price: 1 }],
    ['an amount of one’s own', { amount: 1 }],
    ['two codes', { promoCode: ['SAVE-10', 'SAVE-20'] }],
    ['two codes in one', { promoCode: 'SAVE-10,SAVE-20' }],
    ['a code with SQL in it', { promoCode: `' or 1=1--` }],
    ['no key', { idempotencyKey: undefined }],
    ['a short key', { idempotencyKey: 'abc' }],
    ['a key with a line break', { idempotencyKey: 'abcdefgh\nijk' }],
    ['somebody else', { userId: 1 }],
    ['a negative price that he saw', { expectedPrice: -1 }],
    ['a card that is no text', { cardToken: { $ne: '' } }],
    ['a product that is no name', { sku: '../gems' }],
  ])('%s', async (_, changes) => {
    const before = [await balancesOf(player), await countOf(player)]
    const { status, body } = await club.buy(player, changes)
    expect({ status, reason: body.reason }).toEqual({ status: 400, reason: 'INVALID_PAYLOAD' })
    expect([await balancesOf(player), await countOf(player)]).toEqual(before)
  })

  test('a product that is not there, and a currency it is not sold for', async () => {
    expect(await club.buy(player, { sku: 'nothing' })).toMatchObject({ status: 404, body: { reason: 'NOT_FOUND' } })
    expect(await club.buy(player, { currency: 'GEMS' })).toMatchObject({
      status: 422,
      body: { reason: 'CHOICE_NOT_OFFERED' },
    })
  })

  test('nobody, and an admin, buy nothing', async () => {
    const body = { sku: 'gems', idempotencyKey: newKey() }
    expect((await club.post('/api/shop/buy', body)).status).toBe(401)
    expect((await club.post('/api/shop/buy', body, await club.adminToken())).status).toBe(403)
  })
})

describe('a purchase is refused', () => {
  test('at another price than was seen, and told the new one; the key stays with that answer', async () => {
    const idempotencyKey = newKey()
    const first = await club.buy(player, { idempotencyKey, expectedPrice: 4_999 })
    expect(first.body).toMatchObject({ success: false, reason: 'PRICE_CHANGED', amount: 5_000 })
    expect((await club.buy(player, { idempotencyKey, expectedPrice: 4_999 })).body).toMatchObject({
      reason: 'PRICE_CHANGED',
    })
    expect((await club.buy(player, { expectedPrice: 5_000 })).body).toMatchObject({ success: true })
  })

  test('below its rank', async () => {
    await club.sell('for-vips', { body: { requiredRank: 'VIP' } })
    expect(await club.buy(player, { sku: 'for-vips' })).toMatchObject({ status: 403, body: { reason: 'RANK_TOO_LOW' } })
  })

  test('with a code that is unknown, disabled, too early, too late, of another product or currency, or for more', async () => {
    const [admin] = await club.sql<{ id: number }>('select min(id) as id from admin_users')
    const code = (name: string, columns: string, values: string) =>
      club.sql(
        `insert into shop_promos (code, kind, value, note, created_by, created_at, ${columns})
         values ($1, 'percent', 10, '', $2, now(), ${values})`,
        [name, admin?.id],
      )
    await code('GONE', 'disabled_at', 'now()')
    await code('EARLY', 'starts_at', `now() + interval '20 minutes'`)
    await code('LATE', 'ends_at', `now() - interval '1 second'`)
    await code('OTHER', 'skus', `array['another']`)
    await code('IN-GEMS', 'currency', `'GEMS'`)
    await code('FOR-MORE', 'min_amount', '5001')
    for (const promoCode of ['NOBODY', 'GONE', 'EARLY', 'LATE', 'OTHER', 'IN-GEMS', 'FOR-MORE']) {
      expect((await club.buy(await club.signUp(), { promoCode })).body).toMatchObject({
        success: false,
        reason: 'PROMO_INVALID',
      })
    }
  })

  test('to who has excluded himself or takes a pause', async () => {
    const paused = await club.signUp()
    const pause = await club.post('/api/safe-play/pause', { commandId: newCommandId(), hours: 24 }, paused.accessToken)
    expect(pause.status).toBe(200)
    expect((await club.buy(paused, {})).body).toMatchObject({ success: false, reason: 'PAUSED' })
  })

  test('to who is banned', async () => {
    const banned = await club.signUp()
    await club.post(
      `/api/admin/players/${banned.userId}/ban`,
      { reason: 'a test of the shop', until: null },
      await club.adminToken('operator'),
    )
    expect((await club.buy(banned, {})).status).toBe(401)
  })
})

describe('the clock that counts is the database’s', () => {
  const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString()

  test('a window that opens in five minutes is closed, though this process thinks it open', async () => {
    await club.sell('early', { body: { window: { from: fromNow(300_000), until: null } } })
    expect((await club.buy(player, { sku: 'early' })).body).toMatchObject({ success: false, reason: 'WINDOW_CLOSED' })
  })

  test('a window that closes in five minutes is open, though this process thinks it closed', async () => {
    await club.sell('late', { body: { window: { from: null, until: fromNow(300_000) } } })
    expect((await club.buy(await club.signUp(), { sku: 'late' })).body).toMatchObject({ success: true })
  })

  test('to the millisecond: until the end it is sold, and from it on no more', async () => {
    const closesAtMs = Date.now() + 1_500
    await club.sell('edge', { body: { window: { from: null, until: new Date(closesAtMs).toISOString() } } })
    const answers: { sold: boolean; atMs: number }[] = []
    const buyers = await Promise.all(Array.from({ length: 8 }, () => club.signUp()))
    while (Date.now() < closesAtMs + 300) {
      for (const buyer of buyers) {
        const { body } = await club.buy(buyer, { sku: 'edge', cardToken: undefined })
        if (body.orderId === null) continue
        const [row] = await club.sql<{ at: Date; begun: boolean }>(
          'select created_at as at, seq is not null as begun from shop_purchases where order_id = $1',
          [body.orderId],
        )
        if (row?.begun) answers.push({ sold: true, atMs: row.at.getTime() })
      }
    }
    for (const { atMs } of answers) expect(atMs).toBeLessThan(closesAtMs)
  })
})

test('an answer holds nothing of others, and no secret', async () => {
  const { body } = await club.buy(player, {})
  expect(JSON.stringify(body)).not.toMatch(/tok_|integrity|hash|lease/i)
})
