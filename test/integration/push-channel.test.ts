import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryOrder } from '../../server/src/notify/index.ts'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { decryptPush } from '../support/push-decrypt.ts'
import { type PushScript, startPushService, type TestBrowser } from '../support/push-service.ts'
import type { Json } from '../support/requests.ts'

const MINUTE = 60_000
let shiftMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const service = await startPushService()
afterAll(() => service.stop())
const club = await openClub({
  clock,
  env: {
    PUSH_HOSTS: `${service.host},fcm.googleapis.com`,
    PUSH_CA_FILE: service.caFile,
    PUSH_ALLOW_PRIVATE: 'true',
    PUSH_TIMEOUT_SECONDS: '3',
    VAPID_SUBJECT: 'mailto:club@example.com',
  },
})
const { channel, keys, tally } = club.core.push

async function subscribed(): Promise<{ player: TestPlayer; browser: TestBrowser; target: string }> {
  const player = await club.signUp()
  const browser = service.subscribe(keys.current()?.publicKey ?? '')
  const { status } = await club.post('/api/push/subscription', browser.body, player.accessToken)
  expect(status).toBe(200)
  const [target = ''] = await channel.targets(player.userId)
  return { player, browser, target }
}

function anOrder(player: TestPlayer, target: string, overrides: Partial<DeliveryOrder> = {}): DeliveryOrder {
  return {
    ...{ deliveryId: newCommandId(), notificationId: newCommandId(), userId: player.userId, template: 'vault.ready' },
    ...{ category: 'game', priority: 'normal', language: 'en', title: 'A vault is open', body: 'It waits for you.' },
    ...{ path: '/vaults', target, deadlineMs: clock.nowMs() + 10 * MINUTE, attempt: 1 },
    ...overrides,
  }
}
const never = new AbortController().signal
const send = (order: DeliveryOrder) => channel.send(order, never)
const rowOf = async (target: string) =>
  (await club.sql<Json>('select * from push_subscriptions where id = $1', [target]))[0]
const originNow = async () => {
  await tally.flush()
  return (await club.sql<Json>('select * from push_origins where origin = $1', [service.origin]))[0]
}

beforeEach(async () => {
  await tally.flush()
  await club.sql('delete from push_origins')
})

test('the browser of these tests opens the example of RFC 8291', () => {
  const message = Buffer.from(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    'base64url',
  )
  const privateKey = Buffer.from('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url')
  const auth = Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url')
  expect(decryptPush(message, { privateKey, auth }).toString()).toBe('When I grow up, I want to be a watermelon')
})

describe('a message that is taken', () => {
  test('is what the browser reads, signed for its service, and is kept until it is useless', async () => {
    const { player, browser, target } = await subscribed()
    const order = anOrder(player, target)
    expect(await send(order)).toEqual({ kind: 'sent', detail: 'status 201' })
    const [push] = browser.taken
    const { notificationId: id, title, body, path } = order
    expect(push).toMatchObject({
      payload: { id, title, body, path, tag: push?.topic },
      ...{ urgency: 'normal', subject: 'mailto:club@example.com', vapidKey: keys.current()?.publicKey },
    })
    expect(push?.ttl).toBeGreaterThan(540)
    expect(push?.ttl).toBeLessThanOrEqual(600)
    expect(push?.topic).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(await rowOf(target)).toMatchObject({ fail_count: 0, last_used_at: expect.any(Date) })
  })

  test('takes the place of an older one of its kind, and of its own repeat; each receipt stands for itself', async () => {
    const { player, browser, target } = await subscribed()
    for (const title of ['first', 'second']) await send(anOrder(player, target, { title }))
    const receipt = anOrder(player, target, { category: 'transactional', template: 'shop.receipt' })
    for (const order of [receipt, receipt, anOrder(player, target, { ...receipt, notificationId: newCommandId() })]) {
      await send(order)
    }
    expect(browser.taken).toHaveLength(5)
    expect(browser.waiting.size).toBe(3)
    expect(browser.taken.map(({ urgency }) => urgency)).toEqual(['normal', 'normal', 'high', 'high', 'high'])
    expect([...browser.waiting.values()].map(({ payload }) => payload.title)).toContain('second')
  })

  test('of ten thousand letters is cut, and arrives', async () => {
    const { player, browser, target } = await subscribed()
    expect(await send(anOrder(player, target, { body: '한'.repeat(10_000) }))).toMatchObject({ kind: 'sent' })
    expect(browser.taken[0]?.payload.body).toMatch(/^한+…$/)
  })

  test('is not sent again where what follows from it cannot be written down', async () => {
    const { player, browser, target } = await subscribed()
    await club.sql('revoke update on push_subscriptions from casino_app')
    const outcome = await send(anOrder(player, target))
    await club.sql('grant update on push_subscriptions to casino_app')
    expect(outcome).toEqual({ kind: 'sent', detail: 'status 201' })
    expect(browser.taken).toHaveLength(1)
  })

  test('notes its device as used once an hour, and at once where it had failed', async () => {
    const { player, browser, target } = await subscribed()
    const used = async () => {
      expect(await send(anOrder(player, target))).toMatchObject({ kind: 'sent' })
      const row = await rowOf(target)
      expect(row?.fail_count).toBe(0)
      return Number(row?.last_used_at)
    }
    const first = await used()
    shiftMs += 59 * MINUTE
    expect(await used()).toBe(first)
    browser.answer(500)
    await send(anOrder(player, target))
    browser.answer(201)
    const again = await used()
    expect(again).toBeGreaterThan(first)
    shiftMs += 61 * MINUTE
    expect(await used()).toBeGreaterThanOrEqual(again + 61 * MINUTE)
  })

  test('too late is not sent', async () => {
    const { player, browser, target } = await subscribed()
    expect(await send(anOrder(player, target, { deadlineMs: clock.nowMs() }))).toEqual({
      kind: 'skipped',
      reason: 'expired',
    })
    expect(browser.asked).toBe(0)
  })

  test('for another player’s device is not sent', async () => {
    const [{ target, browser }, { player }] = [await subscribed(), await subscribed()]
    expect(await send(anOrder(player, target))).toMatchObject({ kind: 'gone' })
    expect(browser.asked).toBe(0)
  })
})

describe('an answer', () => {
  const answers: [PushScript, string, Json][] = [
    [404, 'gone', { is_active: false, deleted_at: expect.any(Date) }],
    [410, 'gone', { is_active: false, deleted_at: expect.any(Date) }],
    [400, 'poison', { is_active: true, fail_count: 0 }],
    [413, 'poison', { is_active: true, fail_count: 0 }],
    ['redirect', 'poison', { is_active: true, fail_count: 0 }],
    [401, 'again', { is_active: true, fail_count: 0 }],
    [403, 'again', { is_active: true, fail_count: 0 }],
    [429, 'again', { is_active: true, fail_count: 0 }],
    [406, 'again', { is_active: true, fail_count: 0 }],
    [500, 'again', { is_active: true, fail_count: 1 }],
    ['hang', 'again', { is_active: true, fail_count: 1 }],
    ['reset', 'again', { is_active: true, fail_count: 1 }],
  ]
  test.each(answers)('%s means %s', async (script, kind, row) => {
    const { player, browser, target } = await subscribed()
    const before = service.requests()
    browser.answer(script)
    expect(await send(anOrder(player, target))).toMatchObject({ kind })
    expect(await rowOf(target)).toMatchObject(row)
    expect(service.requests()).toBe(before + 1)
    expect(await originNow()).toMatchObject({ [kind]: 1, sent: 0 })
  })

  test('of a service that is down counts once a message; five of them, and the subscription is given up', async () => {
    const { player, browser, target } = await subscribed()
    browser.answer(500)
    for (const attempt of [1, 2, 3]) await send(anOrder(player, target, { attempt }))
    expect(await rowOf(target)).toMatchObject({ fail_count: 1, is_active: true })
    browser.answer(201)
    await send(anOrder(player, target))
    expect(await rowOf(target)).toMatchObject({ fail_count: 0, is_active: true })
    browser.answer(500)
    for (let messages = 0; messages < 5; messages++) await send(anOrder(player, target))
    expect(await rowOf(target)).toMatchObject({ fail_count: 5, is_active: false, deleted_at: null })
    expect(await channel.targets(player.userId)).toEqual([])
  })

  test('that asks to be slower slows the whole origin, for as long as it says', async () => {
    const [one, other] = [await subscribed(), await subscribed()]
    one.browser.answer(429, '120')
    const slowed = await send(anOrder(one.player, one.target))
    expect(slowed).toMatchObject({ kind: 'again', detail: 'status 429' })
    expect('afterMs' in slowed && slowed.afterMs).toBe(120_000)
    expect(await send(anOrder(other.player, other.target))).toMatchObject({ kind: 'again', detail: 'slowed down' })
    expect(other.browser.asked).toBe(0)
    shiftMs += 3 * MINUTE
    expect(await send(anOrder(other.player, other.target))).toMatchObject({ kind: 'sent' })
  })

  test('that a stopping process does not wait for counts for nothing', async () => {
    const { player, browser, target } = await subscribed()
    browser.answer('hang')
    const stop = new AbortController()
    const sending = channel.send(anOrder(player, target), stop.signal)
    stop.abort()
    expect(await sending).toMatchObject({ kind: 'again', detail: 'stopped' })
    expect(await rowOf(target)).toMatchObject({ fail_count: 0 })
  })
})

describe('a service that refuses our key', () => {
  test('is left alone as a whole, loses no subscription, and is tried now and then until it takes a message', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, subscribed))
    const sendAll = () => Promise.all(all.map(({ player, target }) => send(anOrder(player, target))))
    for (const { browser } of all) browser.answer(403)
    const kinds: string[] = []
    for (const { player, target } of all.slice(0, 3)) kinds.push((await send(anOrder(player, target))).kind)
    expect(kinds).toEqual(['again', 'again', 'held'])
    expect(await originNow()).toMatchObject({ state: 'open', refusals: 3 })
    const before = service.requests()
    expect(new Set((await sendAll()).map(({ kind }) => kind))).toEqual(new Set(['again']))
    shiftMs += 30_000
    expect(new Set((await sendAll()).map(({ kind }) => kind))).toEqual(new Set(['held']))
    expect(service.requests()).toBe(before)
    for (let minutes = 0; minutes < 60; minutes += 10) {
      shiftMs += 10 * MINUTE
      await sendAll()
    }
    expect(service.requests()).toBe(before + 6)
    const ids = all.map(({ target }) => target)
    expect(await club.sql('select id from push_subscriptions where id = any($1) and is_active', [ids])).toHaveLength(6)
    for (const { browser } of all) browser.answer(201)
    shiftMs += 2 * MINUTE
    const [first] = all
    if (first) expect(await send(anOrder(first.player, first.target))).toMatchObject({ kind: 'sent' })
    expect(await originNow()).toMatchObject({ state: 'closed', refusals: 0 })
    expect(new Set((await sendAll()).map(({ kind }) => kind))).toEqual(new Set(['sent']))
  })

  test('for one device with a key of somebody else’s goes on taking the others’ messages', async () => {
    const [bad, good] = [await subscribed(), await subscribed()]
    bad.browser.answer(403)
    for (let times = 0; times < 4; times++) {
      expect(await send(anOrder(bad.player, bad.target))).toMatchObject({ kind: 'again' })
      expect(await send(anOrder(good.player, good.target))).toMatchObject({ kind: 'sent' })
    }
    expect(await originNow()).toMatchObject({ state: 'closed' })
  })
})

test('one player who tries again and again stops nobody else’s messages; two others with him do', async () => {
  const [bad, ...others] = [await subscribed(), await subscribed(), await subscribed()]
  for (const { browser } of [bad, ...others]) browser.answer(401)
  for (let times = 0; times < 5; times++) {
    await club.post('/api/notification/push/test', {}, bad.player.accessToken)
    expect(await send(anOrder(bad.player, bad.target))).toMatchObject({ kind: 'again' })
  }
  expect(await originNow()).toMatchObject({ state: 'closed', refusals: 1 })
  for (const { player, target } of others) await send(anOrder(player, target))
  expect(await originNow()).toMatchObject({ state: 'open', refusals: 3 })
})

test('what a host’s name leads to is looked at when it is sent to, not only when it was subscribed', async () => {
  const { player, target } = await subscribed()
  const { port } = new URL(service.origin)
  const { PushChannel, PushLine } = await import('../../server/src/push/index.ts')
  const terms = { hosts: [`localhost:${port}`], allowPrivate: false }
  const line = new PushLine(
    { ...terms, caFile: service.caFile, timeoutMs: 3_000, vapidSubject: 'mailto:club@example.com' },
    clock,
  )
  const strict = new PushChannel({ ...club.core, keys, tally, line, terms })
  const before = service.requests()
  expect(await strict.send(anOrder(player, target), never)).toMatchObject({ kind: 'again', detail: 'PrivateAddress' })
  expect(service.requests()).toBe(before)
  await line.close()
})
