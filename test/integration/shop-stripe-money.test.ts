import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newCommandId, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { wrongCounters } from '../support/shop.ts'
import type { StripeEvent } from '../support/stripe-mock.ts'
import { NEXT_STRIPE_SECRET, openStripeShop, STRIPE_SECRET } from '../support/stripe-shop.ts'

const club = await openStripeShop()
const { stripe } = club
await club.sell('gems', { stock: 10_000 })
const operator = await club.adminToken('operator')

const UNTOUCHED = { coins: 10_000, gems: 100 }
const balancesOf = async ({ userId }: TestPlayer) =>
  (await club.sql('select coins, gems from players where user_id = $1', [userId]))[0]
const refund = (orderId: string | null, amount: number) =>
  club.post(
    `/api/admin/shop/purchases/${orderId}/refund`,
    { commandId: newCommandId(), amount, reason: 'the player asked for it' },
    operator,
  )
const now = () => Math.floor(Date.now() / 1_000)
const anEvent = (type: string, object: StripeEvent['data']['object'] = {}): StripeEvent & { created: number } => ({
  ...{ id: `evt_${randomBytes(9).toString('hex')}`, type, created: now(), data: { object } },
})
const keptOf = async ({ id }: StripeEvent) =>
  (await club.sql('select type, order_id, body from payment_webhooks where webhook_id = $1', [id]))[0]

describe('money that goes back', () => {
  test('in parts and whole takes out what it had bought', async () => {
    const player = await club.signUp()
    const { orderId } = await club.buy(player)
    expect((await refund(orderId, 2_000)).body).toMatchObject({ status: 'done', taken: { gems: 200, coins: 400 } })
    expect((await refund(orderId, 3_000)).body).toMatchObject({ status: 'done' })
    expect(await club.purchaseOf(orderId)).toMatchObject({ status: 'refunded', refunded: 5_000 })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('by hand at Stripe is followed', async () => {
    const player = await club.signUp()
    const { orderId, chargeId } = await club.buy(player)
    stripe.books.refund({ payment_intent: chargeId ?? '', amount: '5000' })
    await club.toBe(orderId, { status: 'refunded', refunded: 5_000 })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('by a dispute is followed from its beginning, and the player buys nothing until it was looked at', async () => {
    const player = await club.signUp()
    const { orderId, chargeId } = await club.buy(player)
    stripe.books.dispute(chargeId ?? '')
    await club.toBe(orderId, { status: 'refunded', refunded: 5_000 })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
    expect(await club.buy(player)).toMatchObject({ reason: 'FRAUD_BLOCK' })
  })

  test('is not believed of an inquiry, which takes nothing, nor of a dispute that was won before we asked', async () => {
    const player = await club.signUp()
    const inquired = await club.buy(player)
    const won = await club.buy(player)
    stripe.books.dispute(inquired.chargeId ?? '', 'warning_needs_response')
    stripe.telling = false
    const { id } = stripe.books.dispute(won.chargeId ?? '')
    stripe.telling = true
    stripe.books.closeDispute(id, 'won')
    await eventually(async () => {
      const open = await club.sql('select from payment_webhooks where handled_at is null')
      expect(open).toEqual([])
    }, 20_000)
    for (const { orderId } of [inquired, won]) {
      expect(await club.purchaseOf(orderId)).toMatchObject({ status: 'granted', refunded: 0 })
    }
  })
})

test.each<[string, object]>([
  ['amount', { amount: 4_999, amount_capturable: 4_999 }],
  ['currency', { currency: 'usd' }],
  ['order', { metadata: { order_id: 'o_of_somebody_else' } }],
])('another %s than ours is not believed: nothing is granted, and it is let go of', async (_, changes) => {
  const player = await club.signUp()
  const { orderId, payUrl } = await club.buy(player, { cardToken: undefined })
  stripe.telling = false
  const card = new URLSearchParams({ card: 'pm_card_visa' })
  await fetch(payUrl ?? '', { method: 'POST', body: card, redirect: 'manual' })
  const intent = Object.assign(stripe.intentOf(orderId ?? ''), changes)
  await club.post(`/api/shop/purchases/${orderId}/confirm`, {}, player.accessToken)
  await club.toBe(orderId, { status: 'failed', reason: 'PAYMENT_FAILED', hold: 'released' })
  stripe.telling = true
  expect(intent).toMatchObject({ status: 'canceled' })
  expect(await balancesOf(player)).toEqual(UNTOUCHED)
})

describe('an event', () => {
  test.each([
    ['the new secret', [NEXT_STRIPE_SECRET]],
    ['the old one', [STRIPE_SECRET]],
    ['both', [NEXT_STRIPE_SECRET, STRIPE_SECRET]],
    ['one of a stranger and one of ours', ['whsec_of_a_stranger_0123456789abcdef', STRIPE_SECRET]],
  ])('signed with %s is heard', async (_, secrets) => {
    const event = anEvent('charge.succeeded')
    expect(await stripe.deliver(event, { secrets })).toEqual({ status: 200, body: { ok: true, duplicate: false } })
    expect(await keptOf(event)).toMatchObject({ type: 'unknown', order_id: null })
  })

  test.each([
    ['with a secret of a stranger', { secrets: ['whsec_of_a_stranger_0123456789abcdef'] }],
    ['by nobody', { secrets: [] }],
    ['six minutes ago', { seconds: now() - 360 }],
    ['six minutes ahead', { seconds: now() + 360 }],
  ])('signed %s is refused, and nothing is kept', async (_, signed) => {
    const event = anEvent('payment_intent.succeeded', { metadata: { order_id: 'o_of_nobody' } })
    expect(await stripe.deliver(event, signed)).toMatchObject({ status: 401, body: { reason: 'WEBHOOK_INVALID' } })
    expect(await keptOf(event)).toBeUndefined()
  })

  test('that is no event, though it is signed, is refused', async () => {
    for (const body of ['no json', '[]', '{}', '{"id":"evt_1","type":7}']) {
      expect((await stripe.deliver(body)).status).toBe(401)
    }
  })

  test('comes in once: the same delivery is a replay, a later one a retry', async () => {
    const event = anEvent('payment_intent.canceled', { metadata: { order_id: 'o_of_nobody' } })
    const seconds = now()
    expect(await stripe.deliver(event, { seconds })).toMatchObject({ status: 200, body: { duplicate: false } })
    expect(await stripe.deliver(event, { seconds })).toMatchObject({
      status: 409,
      body: { reason: 'WEBHOOK_REPLAYED' },
    })
    expect(await stripe.deliver(event, { seconds: seconds + 1 })).toMatchObject({
      status: 200,
      body: { duplicate: true },
    })
  })

  test('about a person is kept without the person', async () => {
    const event = anEvent('payment_intent.succeeded', {
      ...{ id: 'pi_1', object: 'payment_intent', receipt_email: 'somebody@example.com', amount: 5_000 },
      ...{ metadata: { order_id: 'o_of_nobody', name: 'Somebody' }, shipping: { name: 'Somebody' } },
    })
    expect((await stripe.deliver(event)).status).toBe(200)
    const kept = await keptOf(event)
    expect(kept).toMatchObject({ type: 'payment_intent.succeeded', order_id: 'o_of_nobody' })
    expect(JSON.stringify(kept)).not.toMatch(/somebody/i)
    expect(JSON.parse(String(kept?.body))).toMatchObject({ object: { id: 'pi_1', amount: 5_000 } })
  })

  test.each([
    { metadata: { order_id: 'o_\u0000' } },
    { payment_intent: 'pi_\u0000', metadata: {} },
    { metadata: { 'order_id\u0000': 'x' } },
  ])('with text that nobody can keep is kept as it can be: %j', async (object) => {
    const event = anEvent('charge.refunded', object)
    expect(await stripe.deliver(event)).toEqual({ status: 200, body: { ok: true, duplicate: false } })
    expect(await keptOf(event)).toMatchObject({ type: 'charge.refunded', order_id: null })
    expect(await stripe.deliver(event, { seconds: now() + 1 })).toMatchObject({ body: { duplicate: true } })
  })

  test('by the scheme of another provider has no door here', async () => {
    const answer = await fetch(`${club.httpUrl}/api/shop/webhook/payment`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(404)
  })
})

test('a key of ours that Stripe does not take is no decline, and is counted for whoever must change it', async () => {
  const player = await club.signUp()
  const right = stripe.apiKey
  stripe.apiKey = 'sk_test_another_one_0123456789'
  const { orderId, success } = await club.buy(player)
  expect(success).toBe(false)
  expect(await club.purchaseOf(orderId)).toMatchObject({ status: 'authorizing', reason: null })
  const metrics = await (await fetch(`${club.httpUrl}/metrics`)).text()
  expect(metrics).toMatch(/casino_payment_calls_total\{call="authorize",outcome="unauthorized"\} 1/)
  stripe.apiKey = right
  await club.toBe(orderId, { status: 'failed', hold: 'released' })
  expect(await balancesOf(player)).toEqual(UNTOUCHED)
})

test('counters and books prove', async () => {
  expect(await wrongCounters(club)).toEqual([])
  expect((await club.audit()).bad).toBeUndefined()
})
