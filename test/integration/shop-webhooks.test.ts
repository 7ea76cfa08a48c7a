import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signWebhook, webhookSecret } from '../../server/src/platform/http/standard-webhooks.ts'
import { allOrOneByOne } from '../../server/src/platform/postgres/one-by-one.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { receiveWebhooks } from '../../server/src/shop/payments/webhooks.store.ts'
import { commitRunning } from '../../server/src/shop/purchases/end.store.ts'
import { eventually } from '../support/eventually.ts'
import { newKey, openShop, WEBHOOK_SECRET } from '../support/shop.ts'
import { ownerOf } from '../support/sql.ts'

const club = await openShop({ sandbox: { SANDBOX_DELAY_MS: '60000' } })
await club.sell('gems', { stock: 1_000 })
const SECRET = webhookSecret(WEBHOOK_SECRET)

interface Delivery {
  readonly id?: string
  readonly seconds?: number
  readonly secret?: KeyObject
}
const anEvent = (type: string, data: object = {}) => JSON.stringify({ type, timestamp: new Date().toISOString(), data })

async function deliver(body: string, { id = `msg_${randomUUID()}`, seconds, secret = SECRET }: Delivery = {}) {
  const at = seconds ?? Math.floor(Date.now() / 1_000)
  const answer = await fetch(`${club.httpUrl}/api/shop/webhook/payment`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': `${at}`,
      'webhook-signature': signWebhook(secret, id, at, body),
    },
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** A purchase whose player has not decided yet. */
async function aPending() {
  const player = await club.signUp()
  const { body } = await club.buy(player, { cardToken: undefined })
  expect(body.status).toBe('pending')
  const [row] = await club.sql<{ payment_id: string }>('select payment_id from shop_purchases where order_id = $1', [
    body.orderId,
  ])
  return { player, orderId: body.orderId ?? '', paymentId: row?.payment_id ?? '' }
}
/** The player decides on the provider’s page; its own webhook is not waited for. */
const decide = (paymentId: string, choice: 'approve' | 'decline') =>
  fetch(`${club.sandbox.url}/pay/${paymentId}`, {
    method: 'POST',
    body: new URLSearchParams({ choice }),
    redirect: 'manual',
  })
const stateOf = async (orderId: string) =>
  (
    await club.sql('select status, granted_seq is not null as granted from shop_purchases where order_id = $1', [
      orderId,
    ])
  )[0]
const grantsOf = async (userId: number) =>
  (
    await club.sql(`select count(*)::int as n from player_events where user_id = $1 and type = 'purchase.granted'`, [
      userId,
    ])
  )[0]?.n
const toBeGranted = (orderId: string) =>
  eventually(async () => expect(await stateOf(orderId)).toEqual({ status: 'granted', granted: true }), 10_000)

describe('an event of the provider', () => {
  test('is a hint: what it says of itself grants nothing', async () => {
    const { orderId, player } = await aPending()
    const lie = anEvent('payment.captured', { orderId, amount: 5_000, currency: 'KRW', state: 'captured' })
    expect(await deliver(lie)).toEqual({ status: 200, body: { ok: true, duplicate: false } })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await stateOf(orderId)).toEqual({ status: 'pending', granted: false })
    expect(await grantsOf(player.userId)).toBe(0)
  })

  test('ten times at once, and again later, counts once', async () => {
    const { orderId, paymentId, player } = await aPending()
    await decide(paymentId, 'approve')
    const body = anEvent('payment.authorized', { orderId })
    const id = `msg_${randomUUID()}`
    const now = Math.floor(Date.now() / 1_000)
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => deliver(body, { id, seconds: now - n })))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ body: { duplicate } }) => duplicate === false)).toHaveLength(1)
    await toBeGranted(orderId)
    expect(await deliver(body, { id, seconds: now + 5 })).toMatchObject({ status: 200, body: { duplicate: true } })
    expect(await grantsOf(player.userId)).toBe(1)
  })

  test('with text that nobody can keep is kept as it can be, once, and keeps those out of nothing that come with it', async () => {
    const orders = await Promise.all(Array.from({ length: 3 }, aPending))
    await Promise.all(orders.map(({ paymentId }) => decide(paymentId, 'approve')))
    const texts = ['payment\0', 'payment.authorized', 'payment.refunded']
    const bodies = texts.map((type) => ({ id: `msg_${randomUUID()}`, body: anEvent(type, { orderId: 'o_\0\ud800' }) }))
    const bad = bodies.map(({ id, body }) => deliver(body, { id }))
    const good = orders.map(({ orderId }) => deliver(anEvent('payment.authorized', { orderId })))
    expect((await Promise.all(good)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await Promise.all(bad)).toEqual(Array(3).fill({ status: 200, body: { ok: true, duplicate: false } }))
    for (const { orderId } of orders) await toBeGranted(orderId)
    for (const { id, body } of bodies) {
      const kept = await club.sql('select order_id, handled_at from payment_webhooks where webhook_id = $1', [id])
      expect(kept).toEqual([{ order_id: null, handled_at: expect.any(Date) }])
      const seconds = Math.floor(Date.now() / 1_000) + 9
      expect((await deliver(body, { id, seconds })).body).toEqual({ ok: true, duplicate: true })
    }
  })

  test('about an order whose row somebody holds keeps nobody else from what he paid for', async () => {
    const [held, free] = await Promise.all([aPending(), aPending()])
    const buyer = await club.signUp()
    const tell = ({ orderId }: { orderId: string }) => deliver(anEvent('payment.authorized', { orderId }))
    const owner = ownerOf(club.databaseUrl)
    const refused = await inTransaction(owner.pool, async (tx) => {
      await tx.query('select from shop_purchases where order_id = $1 for update', [held.orderId])
      await Promise.all([decide(held.paymentId, 'approve'), decide(free.paymentId, 'approve')])
      const [stuck, told] = [tell(held), tell(free)]
      expect((await club.buy(buyer, {})).body).toMatchObject({ success: true })
      expect((await told).status).toBe(200)
      await toBeGranted(free.orderId)
      expect(await stateOf(held.orderId)).toEqual({ status: 'pending', granted: false })
      return (await stuck).status
    })
    await owner.pool.end()
    expect(refused).toBe(500)
    expect((await tell(held)).status).toBe(200)
    await toBeGranted(held.orderId)
    expect(await grantsOf(held.player.userId)).toBe(1)
  })

  test('about an order that somebody is at is left to him, or to the clock when he is gone', async () => {
    const { orderId, paymentId, player } = await aPending()
    const lease = (seconds: number) =>
      club.sql(
        `update shop_purchases set lease_until = now() + make_interval(secs => $2), check_at = now() + make_interval(secs => $2)
         where order_id = $1`,
        [orderId, seconds],
      )
    await lease(3_600)
    await decide(paymentId, 'approve')
    expect(await deliver(anEvent('payment.authorized', { orderId }))).toMatchObject({ status: 200 })
    const event = { type: 'payment.authorized', orderId: null, paymentId, moneyBack: false }
    const again = { provider: 'sandbox', delivery: { id: newKey(), seconds: 1 }, event, kept: '{}' }
    const unknown = { ...again, delivery: { id: newKey(), seconds: 1 }, event: { ...event, paymentId: 'pay_nobody' } }
    expect(await receiveWebhooks(club.core.pool, [unknown, again])).toEqual([
      { came: 'new', orderId: null, isFree: false },
      { came: 'new', orderId, isFree: false },
    ])
    const [row] = await club.sql('select status, check_at <= now() as due from shop_purchases where order_id = $1', [
      orderId,
    ])
    expect(row).toEqual({ status: 'pending', due: true })
    await club.sql('update shop_purchases set lease_until = now() where order_id = $1', [orderId])
    await toBeGranted(orderId)
    expect(await grantsOf(player.userId)).toBe(1)
  })

  test('about an order that is being begun waits for that, is kept once, and brings it to its end', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    club.line.isHeld = (call) => (call === 'POST /v1/payments' ? held : undefined)
    const player = await club.signUp()
    const buying = club.buy(player, { cardToken: undefined })
    const { orderId, paymentId } = await eventually(async () => {
      const [row] = await club.sql<{ id: string }>('select order_id as id from shop_purchases where user_id = $1', [
        player.userId,
      ])
      const payment = await club.sandbox.call('GET', `/v1/orders/${row?.id}`)
      expect(payment).toMatchObject({ orderId: row?.id, state: 'pending' })
      return { orderId: String(payment.orderId), paymentId: String(payment.paymentId) }
    })
    await decide(paymentId, 'approve')
    const id = `msg_${randomUUID()}`
    const seconds = Math.floor(Date.now() / 1_000)
    const body = anEvent('payment.authorized', { orderId })
    const told = [deliver(body, { id, seconds }), deliver(body, { id, seconds: seconds - 1 })]
    const kept = () => club.sql('select webhook_id from payment_webhooks where order_id = $1', [orderId])
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await kept()).toEqual([])
    club.line.isHeld = () => undefined
    release()
    expect((await buying).body.status).toBe('pending')
    const answers = await Promise.all(told)
    expect(answers.map(({ status, body: { duplicate } }) => [status, duplicate]).sort()).toEqual([
      [200, false],
      [200, true],
    ])
    expect((await kept()).filter(({ webhook_id }) => webhook_id === id)).toHaveLength(1)
    await toBeGranted(orderId)
    expect(await grantsOf(player.userId)).toBe(1)
  })

  test('delivered twice with one signature is a replay', async () => {
    const body = anEvent('payment.authorized', { orderId: 'o_nobody_knows' })
    const delivery = { id: `msg_${randomUUID()}`, seconds: Math.floor(Date.now() / 1_000) }
    expect((await deliver(body, delivery)).status).toBe(200)
    expect(await deliver(body, delivery)).toMatchObject({ status: 409, body: { reason: 'WEBHOOK_REPLAYED' } })
  })

  test('of a type nobody knows, about nothing, or with no JSON at all is heard and forgotten', async () => {
    for (const body of [anEvent('invoice.paid'), anEvent('payment.moved', { orderId: 7 }), 'no json', '[]']) {
      expect((await deliver(body)).status).toBe(200)
    }
  })

  test.each([
    ['by nobody', { secret: createSecretKey(Buffer.alloc(32, 9)) }],
    ['six minutes ago', { seconds: Math.floor(Date.now() / 1_000) - 360 }],
    ['six minutes ahead', { seconds: Math.floor(Date.now() / 1_000) + 360 }],
  ])('signed %s is refused, and nothing is kept', async (_, delivery) => {
    const id = `msg_${randomUUID()}`
    expect(await deliver(anEvent('payment.authorized', { orderId: 'o_123456' }), { id, ...delivery })).toMatchObject({
      status: 401,
      body: { reason: 'WEBHOOK_INVALID' },
    })
    expect(await club.sql('select from payment_webhooks where webhook_id = $1', [id])).toEqual([])
  })

  test('of a hundred megabytes is not read', async () => {
    const answer = await fetch(`${club.httpUrl}/api/shop/webhook/payment`, {
      method: 'POST',
      body: Buffer.alloc(100_000_000, 65),
    }).catch(() => undefined)
    expect([413, undefined]).toContain(answer?.status)
  })
})

test('of payments that are committed together none waits for the row of another', async () => {
  const [held, free] = await Promise.all([aPending(), aPending()])
  const rows = await club.sql<{ id: number }>('select id from shop_purchases where order_id = any($1) order by id', [
    [held.orderId, free.orderId],
  ])
  const holds = rows.map(({ id }) => ({ id, paymentId: newKey() }))
  await inTransaction(club.core.pool, async (tx) => {
    await tx.query('select from shop_purchases where id = $1 for update', [holds[0]?.id])
    const [stuck, done] = await allOrOneByOne(holds, (some) => commitRunning(club.core.pool, some, 1))
    expect(await done).toBe(true)
    await expect(stuck).rejects.toMatchObject({ code: '55P03' })
  })
})

describe('the end of a purchase is the same', () => {
  test('when the webhook comes before the player returns, after it, with it, or never', async () => {
    const before = await aPending()
    await decide(before.paymentId, 'approve')
    await deliver(anEvent('payment.authorized', { orderId: before.orderId }))
    await toBeGranted(before.orderId)

    const after = await aPending()
    await decide(after.paymentId, 'approve')
    await club.post(`/api/shop/purchases/${after.orderId}/confirm`, {}, after.player.accessToken)
    await deliver(anEvent('payment.authorized', { orderId: after.orderId }))
    await toBeGranted(after.orderId)

    const both = await aPending()
    await decide(both.paymentId, 'approve')
    const event = anEvent('payment.authorized', { orderId: both.orderId })
    const confirm = () => club.post(`/api/shop/purchases/${both.orderId}/confirm`, {}, both.player.accessToken)
    await Promise.all([deliver(event), confirm(), deliver(event), confirm(), confirm()])
    await toBeGranted(both.orderId)

    for (const { player } of [before, after, both]) expect(await grantsOf(player.userId)).toBe(1)
  })

  test('when a late word of failure comes after the success', async () => {
    const { orderId, paymentId, player } = await aPending()
    await decide(paymentId, 'approve')
    await toBeGranted(orderId)
    expect((await deliver(anEvent('payment.declined', { orderId }))).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(await stateOf(orderId)).toMatchObject({ status: 'granted' })
    expect(await grantsOf(player.userId)).toBe(1)
  })

  test('for who declines on the page: nothing, and the unit is free again', async () => {
    const { orderId, paymentId } = await aPending()
    await decide(paymentId, 'decline')
    await eventually(async () => expect(await stateOf(orderId)).toMatchObject({ status: 'failed' }), 10_000)
    const [stock] = await club.sql(
      `select taken - (select coalesce(sum(quantity), 0) from shop_purchases where stock_id = 'gems' and hold in ('held', 'committed', 'sold')) as rest
       from shop_stocks where id = 'gems'`,
    )
    expect(stock?.rest).toBe(0)
  })
})

test('somebody else’s order is nobody’s', async () => {
  const { orderId } = await aPending()
  const stranger = await club.signUp()
  for (const path of ['', '/receipt']) {
    const answer = await club.get(`/api/shop/purchases/${orderId}${path}`, stranger.accessToken)
    expect(answer.status).toBe(404)
  }
  const confirmed = await club.post(`/api/shop/purchases/${orderId}/confirm`, {}, stranger.accessToken)
  expect(confirmed.status).toBe(404)
})
