import { describe, expect, test } from 'vitest'
import { newCommandId, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { openShop, wrongCounters } from '../support/shop.ts'

const club = await openShop()
await club.sell('gems')
const operator = await club.adminToken('operator')
const second = await club.adminToken('operator')

async function aGranted(body: object = {}): Promise<{ player: TestPlayer; orderId: string; chargeId: string }> {
  const player = await club.signUp()
  const bought = await club.buy(player, body)
  expect(bought.body).toMatchObject({ success: true })
  return { player, orderId: bought.body.orderId ?? '', chargeId: bought.body.chargeId ?? '' }
}
const refund = (orderId: string, body: object = {}, token = operator) =>
  club.post(
    `/api/admin/shop/purchases/${orderId}/refund`,
    { commandId: newCommandId(), amount: 5_000, reason: 'the player asked for it', ...body },
    token,
  )
const detailOf = async (orderId: string) => (await club.get(`/api/admin/shop/purchases/${orderId}`, operator)).body
const gemsOf = async ({ userId }: TestPlayer) =>
  (await club.sql('select gems, coins from players where user_id = $1', [userId]))[0]

describe('a refund', () => {
  test('gives the money back and takes out what it had bought', async () => {
    const { player, orderId } = await aGranted()
    const { status, body } = await refund(orderId)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'done', amount: 5_000, taken: { gems: 500, coins: 1_000, tickets: 0 } })
    expect(await gemsOf(player)).toEqual({ gems: 100, coins: 10_000 })
    expect(await detailOf(orderId)).toMatchObject({ status: 'refunded', refunded: 5_000, refundable: 0, intact: true })
  })

  test('in parts takes parts, and never more than was paid', async () => {
    const { player, orderId } = await aGranted()
    expect((await refund(orderId, { amount: 2_000 })).body).toMatchObject({
      status: 'done',
      taken: { gems: 200, coins: 400 },
    })
    expect((await refund(orderId, { amount: 3_001 })).body).toMatchObject({ reason: 'NOT_REFUNDABLE' })
    expect((await refund(orderId, { amount: 3_000 })).body).toMatchObject({ status: 'done' })
    expect((await refund(orderId, { amount: 1 })).body).toMatchObject({ reason: 'NOT_REFUNDABLE' })
    expect(await gemsOf(player)).toEqual({ gems: 100, coins: 10_000 })
  })

  test('twice at once, and with one command many times, goes back once', async () => {
    const { orderId } = await aGranted()
    const commandId = newCommandId()
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => refund(orderId, { commandId })),
      ...Array.from({ length: 5 }, () => refund(orderId)),
    ])
    const done = answers.filter(({ body }) => body.status === 'done' || body.status === 'sending')
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1)
    await eventually(async () => expect(await detailOf(orderId)).toMatchObject({ refunded: 5_000 }))
    const { refunded } = await club.sandbox.call('GET', `/v1/orders/${orderId}`)
    expect(refunded).toBe(5_000)
  })

  test('of what has been spent is refused, unless an admin wants it so; what is missing is written down', async () => {
    const { player, orderId } = await aGranted()
    await club.sql('select 1')
    await club.sell('coins-for-gems', {
      body: { prices: { KRW: null, GEMS: 300 }, contents: [{ type: 'TICKET', amount: 1 }] },
    })
    expect(
      (await club.buy(player, { sku: 'coins-for-gems', currency: 'GEMS', cardToken: undefined })).body.success,
    ).toBe(true)
    const refused = await refund(orderId)
    expect(refused.body).toMatchObject({ reason: 'NOT_REFUNDABLE', detail: 'already spent: 200 gems' })
    const forced = await refund(orderId, { evenIfSpent: true })
    expect(forced.body).toMatchObject({ status: 'done', taken: { gems: 300 }, missing: { gems: 200 } })
    expect(await gemsOf(player)).toMatchObject({ gems: 0 })
  })

  test('whose answer is lost is sent again under its key, once', async () => {
    const { player, orderId } = await aGranted({ cardToken: 'tok_success' })
    const [row] = await club.sql<{ id: number }>('select id from shop_purchases where order_id = $1', [orderId])
    const adminId = (await club.sql<{ id: number }>('select min(id) as id from admin_users'))[0]?.id
    // As a process leaves it that dies after it has written the refund down.
    await club.sql(
      `insert into shop_refunds (purchase_id, command_id, amount, cause, reason, status, requested_by, requested_at)
       values ($1, gen_random_uuid(), 5000, 'admin', 'left behind', 'sending', $2, now())`,
      [row?.id, adminId],
    )
    await eventually(async () => expect(await detailOf(orderId)).toMatchObject({ status: 'refunded' }))
    expect(await gemsOf(player)).toEqual({ gems: 100, coins: 10_000 })
    expect((await club.sandbox.call('GET', `/v1/orders/${orderId}`)).refunded).toBe(5_000)
  })

  test('of much money waits for a second admin, who is another one', async () => {
    await club.sell('dear', { body: { prices: { KRW: 150_000, GEMS: null } } })
    const { orderId } = await aGranted({ sku: 'dear' })
    const { body } = await refund(orderId, { amount: 150_000 })
    expect(body).toMatchObject({ status: 'waiting' })
    expect(await detailOf(orderId)).toMatchObject({ status: 'granted', refundable: 0 })
    const decide = (token: string, approved = true) =>
      club.post(`/api/admin/shop/refunds/${body.id}/decide`, { approved, reason: 'looked at the case' }, token)
    expect((await decide(operator)).body).toMatchObject({ reason: 'FORBIDDEN' })
    const both = await Promise.all([decide(second), decide(second, false)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const [refunded] = await club.sql('select status from shop_refunds where id = $1', [body.id])
    expect(['done', 'rejected']).toContain(refunded?.status)
  })

  test('of much money in small parts waits all the same', async () => {
    const { orderId } = await aGranted({ sku: 'dear' })
    expect((await refund(orderId, { amount: 60_000 })).body).toMatchObject({ status: 'done' })
    expect((await refund(orderId, { amount: 60_000 })).body).toMatchObject({ status: 'waiting' })
  })

  test('that waits is overtaken by a charge-back', async () => {
    const { player, orderId, chargeId } = await aGranted({ sku: 'dear' })
    const { body } = await refund(orderId, { amount: 150_000 })
    expect(body).toMatchObject({ status: 'waiting' })
    await club.sandbox.call('POST', `/v1/payments/${chargeId}/charge-back`)
    await eventually(async () =>
      expect(await detailOf(orderId)).toMatchObject({ status: 'refunded', refunded: 150_000 }),
    )
    expect(await gemsOf(player)).toEqual({ gems: 100, coins: 10_000 })
    expect((await detailOf(orderId)).refunds).toMatchObject([
      { status: 'rejected' },
      { status: 'done', cause: 'chargeback' },
    ])
  })

  test.each([
    ['nothing', { amount: 0 }],
    ['less than nothing', { amount: -1 }],
    ['half a won', { amount: 0.5 }],
    ['without a reason', { reason: '' }],
    ['a field nobody knows', { force: true }],
  ])('of %s is refused', async (_, changes) => {
    const { orderId } = await aGranted()
    expect((await refund(orderId, changes)).status).toBe(400)
  })

  test('is not for who may not', async () => {
    const { orderId } = await aGranted()
    for (const role of ['viewer', 'support'] as const) {
      expect((await refund(orderId, {}, await club.adminToken(role))).status).toBe(403)
    }
    expect((await refund('o_nobody_has_it')).status).toBe(404)
  })
})

describe('a charge-back', () => {
  test('takes out what is there, and stops the player’s purchases until somebody has looked at it', async () => {
    const { player, orderId, chargeId } = await aGranted()
    await club.sandbox.call('POST', `/v1/payments/${chargeId}/charge-back`)
    await eventually(async () => expect(await detailOf(orderId)).toMatchObject({ status: 'refunded' }))
    expect(await gemsOf(player)).toEqual({ gems: 100, coins: 10_000 })
    expect(await club.buy(player, {})).toMatchObject({ status: 429, body: { reason: 'FRAUD_BLOCK' } })
    const { body: blocks } = await club.get<{ id: number }[]>(
      `/api/admin/shop/blocks?userId=${player.userId}`,
      operator,
    )
    expect(blocks).toMatchObject([{ cause: 'chargeback', status: 'blocked', detail: { orderId } }])
    const released = await club.post(
      `/api/admin/shop/blocks/${blocks[0]?.id}/decide`,
      { status: 'released', reason: 'it was his bank’s mistake' },
      operator,
    )
    expect(released.body).toMatchObject({ status: 'released' })
    expect((await club.buy(player, {})).body.success).toBe(true)
  })
})

test('a charge-back that is told before its purchase has ended is followed when it has', async () => {
  const player = await club.signUp()
  const { body } = await club.buy(player, { cardToken: undefined })
  const orderId = body.orderId ?? ''
  const [row] = await club.sql<{ payment_id: string }>('select payment_id from shop_purchases where order_id = $1', [
    orderId,
  ])
  // As when somebody is at the purchase while the event comes in.
  await club.sql(`update shop_purchases set lease_until = now() + interval '3 seconds' where order_id = $1`, [orderId])
  await club.sql(
    `insert into payment_webhooks (provider, webhook_id, type, order_id, body)
     values ('sandbox', 'early', 'payment.charged_back', $1, '{}')`,
    [orderId],
  )
  const handled = async () =>
    (await club.sql(`select handled_at is not null as handled from payment_webhooks where webhook_id = 'early'`))[0]
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await handled()).toEqual({ handled: false })
  await club.sandbox.approveAndCapture(row?.payment_id ?? '', 5_000)
  await eventually(async () => expect(await detailOf(orderId)).toMatchObject({ status: 'granted' }), 15_000)
  await eventually(async () => expect(await handled()).toEqual({ handled: true }))
})

describe('fraud', () => {
  test('twenty attempts within five minutes are enough, in Postgres, and an admin lets go of it', async () => {
    const player = await club.signUp()
    for (let n = 0; n < 20; n++)
      expect((await club.buy(player, { sku: 'gems', cardToken: 'tok_always_fail' })).status).toBe(200)
    expect(await club.buy(player, {})).toMatchObject({ status: 429, body: { reason: 'FRAUD_BLOCK' } })
    const [row] = await club.sql(
      `select status, reason from shop_purchases where user_id = $1 order by id desc limit 1`,
      [player.userId],
    )
    expect(row).toEqual({ status: 'failed', reason: 'FRAUD_BLOCK' })
    const { body: cases } = await club.get<{ id: number }[]>(`/api/admin/shop/blocks?userId=${player.userId}`, operator)
    expect(cases).toMatchObject([{ cause: 'velocity', status: 'open' }])
    await club.post(
      `/api/admin/shop/blocks/${cases[0]?.id}/decide`,
      { status: 'released', reason: 'a shaky line' },
      operator,
    )
    expect((await club.buy(player, {})).body.success).toBe(true)
  })

  test('guessing at codes is trying too often as well, and leaves so many rows and no more', async () => {
    const player = await club.signUp()
    const statuses = []
    for (let n = 0; n < 45; n++) statuses.push((await club.buy(player, { promoCode: `GUESS-${n}` })).status)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200))
    expect(statuses.slice(20)).toEqual(Array(25).fill(429))
    const [rows] = await club.sql('select count(*)::int as n from shop_purchases where user_id = $1', [player.userId])
    expect(rows?.n).toBe(40)
  })

  test('a third card within five minutes is one too many; no token is kept', async () => {
    const player = await club.signUp()
    for (const cardToken of ['tok_success_1', 'tok_success_2', 'tok_success_1']) {
      expect((await club.buy(player, { cardToken })).body.success).toBe(true)
    }
    expect((await club.buy(player, { cardToken: 'tok_success_3' })).status).toBe(429)
    const [opened] = await club.sql('select cause, status from shop_blocks where user_id = $1', [player.userId])
    expect(opened).toEqual({ cause: 'cards', status: 'open' })
    const rows = await club.sql('select p::text as text from shop_purchases p where user_id = $1', [player.userId])
    expect(JSON.stringify(rows)).not.toContain('tok_success')
  })
})

describe('the reports', () => {
  const now = Date.now()
  const span = `from=${new Date(now - 86_400_000).toISOString()}&until=${new Date(now + 86_400_000).toISOString()}`

  test('of revenue add up, by day, week, product and promo code', async () => {
    const [sums] = await club.sql(
      `select sum(amount)::int as won from shop_purchases where granted_seq is not null and currency = 'KRW'`,
    )
    for (const by of ['day', 'week', 'product', 'promo']) {
      const { body } = await club.get<{ rows: { won: number }[] }>(`/api/admin/shop/revenue?${span}&by=${by}`, operator)
      expect(body.rows.reduce((sum, { won }) => sum + won, 0)).toBe(sums?.won)
    }
  })

  test('of reconciliation find nothing, and then what was bent', async () => {
    const path = `/api/admin/shop/reconciliation?${span}`
    const { body } = await club.get<{ faults: unknown[]; payments: number }>(path, operator)
    expect(body.faults).toEqual([])
    expect(body.payments).toBeGreaterThan(10)
    const { orderId } = await aGranted()
    await club.sql(`alter table shop_purchases disable trigger shop_purchases_move`)
    await club.sql(`update shop_purchases set status = 'voided', reason = 'DISABLED' where order_id = $1`, [orderId])
    const bent = await club.get<{ faults: object[] }>(path, operator)
    expect(bent.body.faults).toMatchObject([{ fault: 'CAPTURED_NOT_GRANTED', orderId }])
    await club.sql(`update shop_purchases set status = 'granted', reason = null where order_id = $1`, [orderId])
    await club.sql(`alter table shop_purchases enable trigger shop_purchases_move`)
  })

  test('as CSV are whole', async () => {
    const answer = await fetch(`${club.httpUrl}/api/admin/shop/purchases/export.csv`, {
      headers: { authorization: `Bearer ${operator}` },
    })
    const lines = (await answer.text()).trim().split('\r\n')
    const [{ n }] = (await club.sql('select count(*)::int as n from shop_purchases')) as [{ n: number }]
    expect(lines).toHaveLength(n + 1)
  })
})

test('a purchase that was bent is seen by its seal', async () => {
  const { orderId } = await aGranted()
  expect(await detailOf(orderId)).toMatchObject({ intact: true })
  await club.sql(`alter table shop_purchases disable trigger shop_purchases_move`)
  await club.sql(`update shop_purchases set amount = 1, list_amount = 1 where order_id = $1`, [orderId])
  expect(await detailOf(orderId)).toMatchObject({ intact: false })
  await club.sql(`update shop_purchases set amount = 5000, list_amount = 5000 where order_id = $1`, [orderId])
  await club.sql(`alter table shop_purchases enable trigger shop_purchases_move`)
})

test('afterwards the counters and the books prove', async () => {
  expect(await wrongCounters(club)).toEqual([])
  expect((await club.audit()).bad).toBeUndefined()
})
