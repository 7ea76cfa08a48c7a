import { describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { newKey, openShop, wrongCounters } from '../support/shop.ts'

const club = await openShop({ env: { PAYMENT_STALE_SECONDS: '10' } })
await club.sell('gems')

const balancesOf = async (userId: number) =>
  (await club.sql('select coins, gems from players where user_id = $1', [userId]))[0]
const purchaseOf = async (orderId: string) =>
  (await club.sql('select status, reason, hold from shop_purchases where order_id = $1', [orderId]))[0]

describe('a purchase by card', () => {
  test('is paid, granted, and told with a receipt that proves itself', async () => {
    const player = await club.signUp()
    const { status, body } = await club.buy(player, {})
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: true, reason: null, status: 'granted', amount: 5_000, gemsGranted: 500 })
    expect(body.newGemBalance).toBe(600)
    expect(body.receiptCode).toMatch(/^R(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
    const { body: receipt } = await club.get(`/api/shop/purchases/${body.orderId}/receipt`, player.accessToken)
    const { body: verified } = await club.post('/api/shop/receipts/verify', {
      body: receipt.body,
      signature: receipt.signature,
      keyId: receipt.keyId,
    })
    expect(verified).toEqual({ valid: true })
    expect(await balancesOf(player.userId)).toEqual({ coins: 11_000, gems: 600 })
  })

  test('with the same key is made once, however often it is asked for', async () => {
    const player = await club.signUp()
    const idempotencyKey = newKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => club.buy(player, { idempotencyKey })))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    await eventually(async () => expect(await balancesOf(player.userId)).toEqual({ coins: 11_000, gems: 600 }))
    const again = await club.buy(player, { idempotencyKey })
    expect(again.body).toMatchObject({ success: true, reason: 'IDEMPOTENT_REPLAY', replayed: true })
    const other = await club.buy(player, { idempotencyKey, quantity: 2 })
    expect(other).toMatchObject({ status: 422, body: { reason: 'COMMAND_ID_REUSED' } })
    const stranger = await club.signUp()
    expect((await club.buy(stranger, { idempotencyKey })).body).toMatchObject({ success: true, reason: null })
  })

  test.each([
    ['that is declined', 'tok_always_fail', 'PAYMENT_FAILED', 'failed'],
    ['that cannot be captured', 'tok_capture_fail', 'PAYMENT_FAILED', 'failed'],
  ])('%s brings nothing and holds nothing', async (_, cardToken, reason, state) => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { cardToken })
    expect(body).toMatchObject({ success: false, reason, status: state })
    expect(await balancesOf(player.userId)).toEqual({ coins: 10_000, gems: 100 })
    expect(await purchaseOf(body.orderId ?? '')).toMatchObject({ hold: 'released' })
  })

  test('whose answers are lost is found by asking, and granted once', async () => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { cardToken: 'tok_timeout_after_success' })
    await eventually(
      async () => expect(await purchaseOf(body.orderId ?? '')).toMatchObject({ status: 'granted' }),
      15_000,
    )
    expect(await balancesOf(player.userId)).toEqual({ coins: 11_000, gems: 600 })
    const { payments } = await club.sandbox.call(
      'GET',
      '/v1/payments?from=2000-01-01T00:00:00Z&until=2100-01-01T00:00:00Z',
    )
    expect((payments as { orderId: string }[]).filter(({ orderId }) => orderId === body.orderId)).toHaveLength(1)
  })

  test('that is authorized later is granted when the provider says so', async () => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { cardToken: 'tok_pending_then_success' })
    expect(body).toMatchObject({ success: false, reason: null, status: 'pending' })
    await eventually(
      async () => expect(await purchaseOf(body.orderId ?? '')).toMatchObject({ status: 'granted' }),
      10_000,
    )
  })
})

test('a purchase that a code makes free is granted, and nobody is asked for money', async () => {
  const player = await club.signUp()
  await club.sql(
    `insert into shop_promos (code, kind, value, note, created_by, created_at)
     select 'ALL-OFF', 'percent', 100, '', min(id), now() from admin_users`,
  )
  const { body } = await club.buy(player, { promoCode: 'all-off', cardToken: undefined })
  expect(body).toMatchObject({ success: true, status: 'granted', amount: 0, chargeId: null, gemsGranted: 500 })
  expect((await club.sandbox.call('GET', `/v1/orders/${body.orderId}`)).code).toBe('NOT_FOUND')
})

describe('a purchase on the provider’s page', () => {
  test('waits for the player, and comes true when he has paid', async () => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { cardToken: undefined })
    expect(body).toMatchObject({ success: false, reason: null, status: 'pending' })
    const answer = await fetch(body.payUrl ?? '', {
      method: 'POST',
      body: new URLSearchParams({ choice: 'approve' }),
      redirect: 'manual',
    })
    expect(answer.headers.get('location')).toContain(`/shop/orders/${body.orderId}`)
    const { body: own } = await club.post(`/api/shop/purchases/${body.orderId}/confirm`, {}, player.accessToken)
    expect(['granted', 'capturing', 'pending']).toContain(own.status)
    await eventually(async () => expect(await purchaseOf(body.orderId ?? '')).toMatchObject({ status: 'granted' }))
  })

  test('is given up when nobody pays', async () => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { cardToken: undefined })
    await eventually(
      async () =>
        expect(await purchaseOf(body.orderId ?? '')).toMatchObject({ status: 'voided', reason: 'STALE_AUTO_VOID' }),
      40_000,
    )
  })
})

test('counters, books and the way of every purchase prove', async () => {
  expect(await wrongCounters(club)).toEqual([])
  expect((await club.audit()).bad).toBeUndefined()
})
