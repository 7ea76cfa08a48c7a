import { describe, expect, test } from 'vitest'
import { newCommandId, type TestPlayer } from '../support/club.ts'
import { wrongCounters } from '../support/shop.ts'
import { openStripeShop } from '../support/stripe-shop.ts'

const club = await openStripeShop()
const { stripe } = club
await club.sell('gems', { stock: 10_000 })
const operator = await club.adminToken('operator')

const GRANTED = { coins: 11_000, gems: 600 }
const UNTOUCHED = { coins: 10_000, gems: 100 }
const balancesOf = async ({ userId }: TestPlayer) =>
  (await club.sql('select coins, gems from players where user_id = $1', [userId]))[0]
const callsOf = (orderId: string | null, call: string) =>
  stripe.calls.filter((made) => made.call === call && made.key?.includes(orderId ?? '-'))
const pay = (url: string | null, card = 'pm_card_visa') =>
  fetch(url ?? '', { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' })
const confirm = (player: TestPlayer, orderId: string | null) =>
  club.post(`/api/shop/purchases/${orderId}/confirm`, {}, player.accessToken)
const refund = (orderId: string | null, amount: number) =>
  club.post(
    `/api/admin/shop/purchases/${orderId}/refund`,
    { commandId: newCommandId(), amount, reason: 'the player asked for it' },
    operator,
  )

describe('a purchase with a card', () => {
  test('is authorized, captured and granted, under keys that are made of its order', async () => {
    const player = await club.signUp()
    const bought = await club.buy(player)
    expect(bought).toMatchObject({ success: true, status: 'granted', amount: 5_000, gemsGranted: 500 })
    expect(bought.chargeId).toMatch(/^pi_/)
    expect(await balancesOf(player)).toEqual(GRANTED)
    expect(stripe.intentOf(bought.orderId ?? '')).toMatchObject({
      ...{ status: 'succeeded', currency: 'krw', amount: 5_000, amount_received: 5_000, capture_method: 'manual' },
    })
    const keys = stripe.calls.flatMap(({ key }) => (key?.includes(bought.orderId ?? '-') ? [key] : []))
    expect(new Set(keys)).toEqual(new Set([`authorize-${bought.orderId}`, `capture-${bought.orderId}`]))
  })

  test.each([
    ['pm_card_chargeDeclined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ])('that is declined (%s) comes to nothing at once, and the code is in its time line', async (cardToken, code) => {
    const player = await club.signUp()
    const bought = await club.buy(player, { cardToken })
    expect(bought).toMatchObject({ success: false, status: 'failed', reason: 'PAYMENT_FAILED' })
    expect(await club.purchaseOf(bought.orderId)).toMatchObject({ hold: 'released' })
    const [last] = await club.sql(
      `select l.detail ->> 'code' as code from shop_purchase_log l join shop_purchases p on p.id = l.purchase_id
       where p.order_id = $1 order by l.id desc limit 1`,
      [bought.orderId],
    )
    expect(last).toEqual({ code })
  })

  test('that nobody ever made is refused, and nothing is charged', async () => {
    const player = await club.signUp()
    const { orderId } = await club.buy(player, { cardToken: 'pm_of_somebody_else' })
    expect(await club.purchaseOf(orderId)).toMatchObject({ reason: 'PAYMENT_FAILED' })
    expect([...stripe.books.intents.values()].filter(({ metadata }) => metadata.order_id === orderId)).toEqual([])
    // Its key was used, so its call might be under way: that is certain only after two minutes.
    await club.sql(
      `update shop_purchases set created_at = created_at - interval '3 minutes', check_at = now(), lease_until = null
       where order_id = $1 and status = 'voiding'`,
      [orderId],
    )
    await club.toBe(orderId, { status: 'failed', hold: 'released' })
  })

  test('that its bank wants to ask about waits at its bank', async () => {
    const player = await club.signUp()
    const bought = await club.buy(player, { cardToken: 'pm_card_threeDSecure2Required' })
    expect(bought).toMatchObject({ success: false, status: 'pending', reason: null })
    expect(bought.payUrl).toContain('/c/pay/pi_')
    stripe.books.authorized(stripe.intentOf(bought.orderId ?? ''))
    await club.toBe(bought.orderId, { status: 'granted' })
    expect(await club.grantsOf(player)).toBe(1)
  })
})

describe('a call that Stripe does and does not answer', () => {
  test.each([
    ['for an authorization', 'POST /v1/payment_intents'],
    ['for a capture', 'POST /v1/payment_intents/pi_'],
  ])('%s, is found by asking, and charged once', async (_, on) => {
    const player = await club.signUp()
    stripe.fail({ on, kind: 'lost' })
    const { orderId } = await club.buy(player)
    await club.toBe(orderId, { status: 'granted' })
    expect(await balancesOf(player)).toEqual(GRANTED)
    const made = [...stripe.books.intents.values()].filter(({ metadata }) => metadata.order_id === orderId)
    expect(made).toMatchObject([{ status: 'succeeded', amount_received: 5_000 }])
    expect(new Set(callsOf(orderId, 'POST /v1/payment_intents').map(({ key }) => key)).size).toBe(1)
  })

  test('for a refund, is not made twice', async () => {
    const player = await club.signUp()
    const { orderId } = await club.buy(player)
    stripe.fail({ on: 'POST /v1/refunds', kind: 'lost' })
    expect((await refund(orderId, 5_000)).status).toBe(200)
    await club.toBe(orderId, { status: 'refunded', refunded: 5_000 })
    const paid = stripe.intentOf(orderId ?? '')
    expect([...stripe.books.refunds.values()].filter(({ payment_intent }) => payment_intent === paid.id)).toHaveLength(
      1,
    )
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('for a page, is found by asking, and can be paid', async () => {
    const player = await club.signUp()
    stripe.fail({ on: 'POST /v1/checkout/sessions', kind: 'lost' })
    const { orderId } = await club.buy(player, { cardToken: undefined })
    await club.toBe(orderId, { status: 'pending' })
    await pay(stripe.sessionOf(orderId ?? '').url)
    await club.toBe(orderId, { status: 'granted' })
  })
})

describe('a call that Stripe fails', () => {
  test.each([
    ['a lock', 409],
    ['too many at once', 429],
    ['an error of its own', 503],
  ] as const)('with %s, is no decline: it is asked again under its key', async (_, kind) => {
    const player = await club.signUp()
    stripe.fail({ on: 'POST /v1/payment_intents/pi_', kind })
    const { orderId } = await club.buy(player)
    await club.toBe(orderId, { status: 'granted' })
    const captures = stripe.calls.filter(({ key }) => key === `capture-${orderId}`)
    expect(captures.length).toBeGreaterThanOrEqual(2)
  })

  test('with an error after it was done, is found by asking, though its key answers the error for ever', async () => {
    const player = await club.signUp()
    stripe.fail({ on: 'POST /v1/payment_intents/pi_', kind: 'lost 500' })
    const { orderId } = await club.buy(player)
    await club.toBe(orderId, { status: 'granted' })
    expect(await balancesOf(player)).toEqual(GRANTED)
  })

  test('late, is waited for', async () => {
    const player = await club.signUp()
    stripe.fail({ on: 'POST /v1/payment_intents', kind: 'slow' })
    const { orderId } = await club.buy(player)
    await club.toBe(orderId, { status: 'granted' })
    expect(await balancesOf(player)).toEqual(GRANTED)
  })

  test('for a capture that its key will never do again, is voided when it is stale', async () => {
    const player = await club.signUp()
    stripe.fail({ on: 'POST /v1/payment_intents/pi_', kind: 500 })
    const { orderId } = await club.buy(player)
    expect(await club.purchaseOf(orderId)).toMatchObject({ status: 'capturing', hold: 'committed' })
    await club.sql(
      `update shop_purchases set created_at = created_at - interval '10 minutes', check_at = now() where order_id = $1`,
      [orderId],
    )
    await club.toBe(orderId, { status: 'voided', reason: 'STALE_AUTO_VOID', hold: 'released' })
    expect(stripe.intentOf(orderId ?? '')).toMatchObject({ status: 'canceled', amount_received: 0 })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('before it began, leaves a key that forbids what may still be on its way', async () => {
    const player = await club.signUp()
    stripe.fail({ on: 'POST /v1/payment_intents', kind: 'down' })
    stripe.fail({ on: 'POST /v1/payment_intents', kind: 'down' })
    const { orderId } = await club.buy(player)
    await club.toBe(orderId, { status: 'failed', reason: 'PAYMENT_FAILED', hold: 'released' })
    // The call of before, late.
    const late = await fetch(`${stripe.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stripe.apiKey}`, 'idempotency-key': `authorize-${orderId}` },
      body: new URLSearchParams({ amount: '5000', currency: 'krw', confirm: 'true', payment_method: 'pm_card_visa' }),
    })
    expect(late.status).toBe(400)
    expect(stripe.intentOf(orderId ?? '')).toMatchObject({ status: 'canceled', latest_charge: null })
  })
})

describe('a purchase on Stripe’s page', () => {
  async function aPending() {
    const player = await club.signUp()
    const bought = await club.buy(player, { cardToken: undefined })
    expect(bought).toMatchObject({ success: false, status: 'pending', chargeId: expect.stringMatching(/^cs_/) })
    return { player, orderId: bought.orderId, payUrl: bought.payUrl ?? '' }
  }

  test('comes true when he has paid, and leads back to the shop', async () => {
    const { player, orderId, payUrl } = await aPending()
    const answer = await pay(payUrl)
    expect(answer.headers.get('location')).toContain(`/shop/orders/${orderId}`)
    await club.toBe(orderId, { status: 'granted', payment_id: expect.stringMatching(/^pi_/) })
    expect(await balancesOf(player)).toEqual(GRANTED)
  })

  test('outlives a declined card: another may be tried', async () => {
    const { player, orderId, payUrl } = await aPending()
    expect((await pay(payUrl, 'pm_card_chargeDeclined')).status).toBe(402)
    await confirm(player, orderId)
    expect(await club.purchaseOf(orderId)).toMatchObject({ status: 'pending' })
    await pay(payUrl)
    await club.toBe(orderId, { status: 'granted' })
  })

  test('ends the same when the event comes before the player, after him, with him, and never', async () => {
    stripe.telling = false
    const [before, after, both, never] = [await aPending(), await aPending(), await aPending(), await aPending()]
    const paid = async ({ payUrl }: { payUrl: string }) => {
      await pay(payUrl)
      const told = stripe.events.findLast(({ type }) => type === 'payment_intent.amount_capturable_updated')
      if (told === undefined) throw new Error('Stripe tells nothing')
      return told
    }
    await stripe.deliver(await paid(before))
    await club.toBe(before.orderId, { status: 'granted' })
    await confirm(before.player, before.orderId)

    const late = await paid(after)
    await confirm(after.player, after.orderId)
    await club.toBe(after.orderId, { status: 'granted' })
    expect((await stripe.deliver(late)).status).toBe(200)

    const event = await paid(both)
    const seconds = Math.floor(Date.now() / 1_000)
    const many = [0, 1, 2, 3].map((n) => stripe.deliver(event, { seconds: seconds - n }))
    await Promise.all([...many, confirm(both.player, both.orderId), confirm(both.player, both.orderId)])
    await club.toBe(both.orderId, { status: 'granted' })

    await paid(never)
    await club.toBe(never.orderId, { status: 'granted' })
    for (const { player } of [before, after, both, never]) expect(await club.grantsOf(player)).toBe(1)
    stripe.telling = true
  })

  test('is closed when nobody pays, and cannot be paid any more', async () => {
    const { orderId, payUrl } = await aPending()
    await club.sql(
      `update shop_purchases set created_at = created_at - interval '10 minutes', check_at = now() where order_id = $1`,
      [orderId],
    )
    await club.toBe(orderId, { status: 'voided', reason: 'STALE_AUTO_VOID', hold: 'released' })
    expect(stripe.sessionOf(orderId ?? '')).toMatchObject({ status: 'expired' })
    expect((await pay(payUrl)).status).toBe(400)
  })

  test('that is paid while it is given up is let go of, not kept', async () => {
    const { player, orderId, payUrl } = await aPending()
    stripe.telling = false
    await club.sql(
      `update shop_products set disabled_at = now(), disable_reason = 'a test',
         disabled_by = (select min(id) from admin_users) where sku = 'gems'`,
    )
    await pay(payUrl)
    await confirm(player, orderId)
    await club.toBe(orderId, { status: 'voided', reason: 'DISABLED' })
    await club.sql('update shop_products set disabled_at = null, disable_reason = null, disabled_by = null')
    expect(stripe.intentOf(orderId ?? '')).toMatchObject({ status: 'canceled' })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
    stripe.telling = true
  })
})

test('Stripe and we say the same of everything, counters and books prove', async () => {
  const span = `from=${new Date(Date.now() - 86_400_000).toISOString()}&until=${new Date(Date.now() + 86_400_000).toISOString()}`
  const { body } = await club.get<{ faults: object[] }>(`/api/admin/shop/reconciliation?${span}`, operator)
  expect(body.faults).toEqual([])
  expect(await wrongCounters(club)).toEqual([])
  expect((await club.audit()).bad).toBeUndefined()
})
