import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signWebhook, webhookSecret } from '../../server/src/platform/http/standard-webhooks.ts'
import type { TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { openShop, WEBHOOK_SECRET, wrongCounters } from '../support/shop.ts'

let clockAheadMs = 0
const club = await openShop({
  clock: { nowMs: () => Date.now() + clockAheadMs },
  env: { PAYMENT_TIMEOUT_SECONDS: '2', PAYMENT_RETRIES: '2' },
})
await club.sell('gems', { stock: 1_000 })

const PATIENCE_MS = 30_000
const GRANTED = { coins: 11_000, gems: 600 }
const UNTOUCHED = { coins: 10_000, gems: 100 }
const isCapture = (call: string) => call.endsWith('/capture')
const balancesOf = async ({ userId }: TestPlayer) =>
  (await club.sql('select coins, gems from players where user_id = $1', [userId]))[0]
const purchaseOf = async (orderId: string | null) =>
  (await club.sql('select status, reason, hold from shop_purchases where order_id = $1', [orderId]))[0]
const toBe = (orderId: string | null, wanted: object) =>
  eventually(async () => expect(await purchaseOf(orderId)).toMatchObject(wanted), PATIENCE_MS)
const orderOf = (orderId: string | null) => club.sandbox.call('GET', `/v1/orders/${orderId}`)
/** Makes an order so old that nobody would wait for its player any more, and has it looked at now. */
const age = (orderId: string | null) =>
  club.sql(
    `update shop_purchases set created_at = created_at - interval '1 hour', hold_until = hold_until - interval '1 hour',
       check_at = now() where order_id = $1`,
    [orderId],
  )
const lookAt = (orderId: string | null) =>
  club.sql('update shop_purchases set check_at = now(), lease_until = null where order_id = $1', [orderId])

async function deliver(type: string, orderId: string | null, id = `msg_${randomUUID()}`) {
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data: { orderId } })
  const seconds = Math.floor(Date.now() / 1_000)
  const signature = signWebhook(webhookSecret(WEBHOOK_SECRET), id, seconds, body)
  const headers = { 'webhook-id': id, 'webhook-timestamp': `${seconds}`, 'webhook-signature': signature }
  const answer = await fetch(`${club.httpUrl}/api/shop/webhook/payment`, { method: 'POST', body, headers })
  return { status: answer.status, body: (await answer.json()) as { duplicate?: boolean } }
}

/** A purchase whose player has not decided yet, and whom nobody else looks at for so long. */
async function aPending(quietSeconds = 0) {
  const player = await club.signUp()
  const { body } = await club.buy(player, { cardToken: undefined })
  expect(body.status).toBe('pending')
  await club.sql(
    `update shop_purchases set lease_until = now() + make_interval(secs => $2), check_at = now() + make_interval(secs => $2)
     where order_id = $1 and $2 > 0`,
    [body.orderId, quietSeconds],
  )
  return { player, orderId: body.orderId, paymentId: body.chargeId ?? '' }
}

describe('a provider that is down for the capture through all its tries', () => {
  test('is asked again when it is back: captured once, granted once', async () => {
    club.line.isCut = isCapture
    const player = await club.signUp()
    const { body } = await club.buy(player, {})
    expect(body).toMatchObject({ success: false, reason: null, status: 'capturing' })
    await lookAt(body.orderId)
    await eventually(async () => expect(await orderOf(body.orderId)).toMatchObject({ state: 'authorized' }))
    expect(await purchaseOf(body.orderId)).toMatchObject({ status: 'capturing', hold: 'committed' })
    club.line.isCut = () => false
    await lookAt(body.orderId)
    await toBe(body.orderId, { status: 'granted', hold: 'sold' })
    expect(await balancesOf(player)).toEqual(GRANTED)
    expect(await orderOf(body.orderId)).toMatchObject({ state: 'captured', refunded: 0 })
  })

  test('and for longer than anybody waits: voided, and the hold is released', async () => {
    club.line.isCut = isCapture
    const player = await club.signUp()
    const { body } = await club.buy(player, {})
    expect(body.status).toBe('capturing')
    await age(body.orderId)
    await toBe(body.orderId, { status: 'voided', reason: 'STALE_AUTO_VOID', hold: 'released' })
    club.line.isCut = () => false
    expect(await orderOf(body.orderId)).toMatchObject({ state: 'voided' })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('and for everything: nothing is concluded before it is back, and then it is granted', async () => {
    club.line.isCut = isCapture
    const player = await club.signUp()
    const { body } = await club.buy(player, {})
    club.line.isCut = () => true
    await age(body.orderId)
    await eventually(async () => {
      const [row] = await club.sql('select checks, lease_until from shop_purchases where order_id = $1', [body.orderId])
      expect(row).toMatchObject({ checks: expect.toSatisfy((n: number) => n >= 1), lease_until: null })
    }, PATIENCE_MS)
    expect(await purchaseOf(body.orderId)).toMatchObject({ status: 'capturing', hold: 'committed' })
    club.line.isCut = () => false
    await lookAt(body.orderId)
    await toBe(body.orderId, { status: 'granted' })
    expect(await balancesOf(player)).toEqual(GRANTED)
  })

  test('but did capture, and no answer came: granted, not voided', async () => {
    const { player, orderId, paymentId } = await aPending(3_600)
    await club.sandbox.approveAndCapture(paymentId, 5_000)
    club.line.isCut = isCapture
    await lookAt(orderId)
    await toBe(orderId, { status: 'granted' })
    club.line.isCut = () => false
    expect(await balancesOf(player)).toEqual(GRANTED)
  })
})

describe('what is told in the wrong order', () => {
  test('all of it refunded before we have captured: it comes to nothing, and nothing is missing', async () => {
    const { player, orderId, paymentId } = await aPending(3_600)
    await club.sandbox.approveAndCapture(paymentId, 5_000)
    await club.sandbox.call('POST', `/v1/payments/${paymentId}/refunds`, { amount: 5_000 })
    await deliver('payment.refunded', orderId)
    await lookAt(orderId)
    await toBe(orderId, { status: 'failed', reason: 'PAYMENT_FAILED', hold: 'released' })
    await deliver('payment.captured', orderId)
    expect(await orderOf(orderId)).toMatchObject({ state: 'captured', refunded: 5_000 })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('a part of it refunded before we have captured: granted, and the part is taken out again', async () => {
    const { player, orderId, paymentId } = await aPending(3_600)
    await club.sandbox.approveAndCapture(paymentId, 5_000)
    await club.sandbox.call('POST', `/v1/payments/${paymentId}/refunds`, { amount: 2_000 })
    await deliver('payment.refunded', orderId)
    await lookAt(orderId)
    await eventually(async () => expect(await balancesOf(player)).toEqual({ coins: 10_600, gems: 400 }), PATIENCE_MS)
    expect(await purchaseOf(orderId)).toMatchObject({ status: 'granted' })
  })

  test('a failure after the success changes nothing', async () => {
    const { player, orderId, paymentId } = await aPending()
    await club.sandbox.approveAndCapture(paymentId, 5_000)
    await toBe(orderId, { status: 'granted' })
    for (const type of ['payment.declined', 'payment.voided']) expect((await deliver(type, orderId)).status).toBe(200)
    await lookAt(orderId)
    expect(await purchaseOf(orderId)).toMatchObject({ status: 'granted' })
    expect(await balancesOf(player)).toEqual(GRANTED)
  })

  test('a success after the failure grants nothing', async () => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { cardToken: 'tok_always_fail' })
    expect((await deliver('payment.captured', body.orderId)).status).toBe(200)
    expect(await purchaseOf(body.orderId)).toMatchObject({ status: 'failed' })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
  })

  test('an event again after four days is known, though its delivery has long been forgotten', async () => {
    const { player, orderId, paymentId } = await aPending()
    await club.sandbox.approveAndCapture(paymentId, 5_000)
    await toBe(orderId, { status: 'granted' })
    const id = `msg_${randomUUID()}`
    expect((await deliver('payment.captured', orderId, id)).body).toMatchObject({ duplicate: false })
    await club.sql(`update payment_webhooks set received_at = now() - interval '4 days' where webhook_id = $1`, [id])
    await club.sql('delete from payment_webhook_deliveries where webhook_id = $1', [id])
    expect((await deliver('payment.captured', orderId, id)).body).toMatchObject({ duplicate: true })
    expect(await balancesOf(player)).toEqual(GRANTED)
  })
})

test('a clock of ours that jumps ahead and back gives nothing up and holds nothing longer', async () => {
  const { player, orderId, paymentId } = await aPending()
  const holdOf = async () =>
    (await club.sql('select hold_until from shop_purchases where order_id = $1', [orderId]))[0]?.hold_until
  const before = await holdOf()
  for (const minutes of [10, -10, 0]) {
    clockAheadMs = minutes * 60_000
    await club.post(`/api/shop/purchases/${orderId}/confirm`, {}, player.accessToken)
    expect(await purchaseOf(orderId)).toMatchObject({ status: 'pending', hold: 'held' })
    expect(await holdOf()).toEqual(before)
  }
  await club.sandbox.approveAndCapture(paymentId, 5_000)
  await toBe(orderId, { status: 'granted' })
})

describe('what fails waits longer each time, and is told of', () => {
  const stuck = async (what: string) => {
    const metrics = await (await fetch(`${club.httpUrl}/metrics`)).text()
    return new RegExp(`casino_shop_stuck\\{what="${what}"\\} (\\d+)`).exec(metrics)?.[1]
  }
  const waitOf = async (table: string, where: string, value: unknown) =>
    (
      await club.sql<{ tries: number; wait: number }>(
        `select tries, extract(epoch from try_at - now())::float8 as wait from ${table} where ${where} = $1`,
        [value],
      )
    )[0]
  /** As if it had failed so often, and its time had come again. */
  const failed = (table: string, where: string, value: unknown, tries: number) =>
    club.sql(`update ${table} set tries = $2, try_at = now() where ${where} = $1`, [value, tries])

  test('a refund', async () => {
    const operator = await club.adminToken('operator')
    const player = await club.signUp()
    const { orderId } = (await club.buy(player, {})).body
    club.line.isCut = (call) => call.endsWith('/refunds')
    const asked = { commandId: randomUUID(), amount: 5_000, reason: 'the player asked for it' }
    const { body } = await club.post(`/api/admin/shop/purchases/${orderId}/refund`, asked, operator)
    expect(body).toMatchObject({ status: 'sending' })
    for (const [tries, least, most] of [
      [1, 5, 20],
      [4, 100, 160],
      [40, 800, 900],
    ] as const) {
      await failed('shop_refunds', 'id', body.id, tries)
      await eventually(async () => {
        const row = await waitOf('shop_refunds', 'id', body.id)
        expect(row?.tries).toBe(tries + 1)
        expect(row?.wait).toBeGreaterThan(least)
        expect(row?.wait).toBeLessThanOrEqual(most)
      }, PATIENCE_MS)
    }
    await eventually(async () => expect(await stuck('refund')).toBe('1'), PATIENCE_MS)
    club.line.isCut = () => false
    await failed('shop_refunds', 'id', body.id, 41)
    await toBe(orderId, { status: 'refunded' })
    expect(await balancesOf(player)).toEqual(UNTOUCHED)
    await eventually(async () => expect(await stuck('refund')).toBe('0'), PATIENCE_MS)
  })

  test('an event about money', async () => {
    const player = await club.signUp()
    const { orderId, chargeId } = (await club.buy(player, {})).body
    club.line.isCut = () => true
    const id = `msg_${randomUUID()}`
    await deliver('payment.charged_back', orderId, id)
    await failed('payment_webhooks', 'webhook_id', id, 20)
    await eventually(async () => {
      const row = await waitOf('payment_webhooks', 'webhook_id', id)
      expect(row?.tries).toBe(21)
      expect(row?.wait).toBeGreaterThan(800)
    }, PATIENCE_MS)
    await eventually(async () => expect(await stuck('event')).toBe('1'), PATIENCE_MS)
    club.line.isCut = () => false
    await club.sandbox.call('POST', `/v1/payments/${chargeId}/charge-back`)
    await failed('payment_webhooks', 'webhook_id', id, 21)
    await toBe(orderId, { status: 'refunded' })
    await eventually(async () => expect(await stuck('event')).toBe('0'), PATIENCE_MS)
  })
})

test('the reconciliation misses nothing whose two beginnings lie on both sides of an edge', async () => {
  const operator = await club.adminToken('operator')
  const { body } = await club.buy(await club.signUp(), {})
  const shift = (minutes: number) =>
    club.sql('update shop_purchases set created_at = created_at + make_interval(mins => $2) where order_id = $1', [
      body.orderId,
      minutes,
    ])
  await shift(-30)
  const [edge, hour] = [Date.now() - 900_000, 3_600_000]
  const faults = await Promise.all(
    [edge - hour, edge].map(async (from) => {
      const span = `from=${new Date(from).toISOString()}&until=${new Date(from + hour).toISOString()}`
      const answer = await club.get<{ faults: object[] }>(`/api/admin/shop/reconciliation?${span}`, operator)
      return answer.body.faults.filter((fault) => 'orderId' in fault && fault.orderId === body.orderId)
    }),
  )
  expect(faults).toEqual([[], []])
  await shift(30)
})

test('counters and books prove', async () => {
  expect(await wrongCounters(club)).toEqual([])
  expect((await club.audit()).bad).toBeUndefined()
})
