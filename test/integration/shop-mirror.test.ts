import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { findChanged, findRecent, lastLogId } from '../../server/src/shop/mirror/mirror.store.ts'
import { eventually } from '../support/eventually.ts'
import { newKey, openShop } from '../support/shop.ts'

const WITHIN_MS = 60_000
const club = await openShop()
const redis = new Redis(club.redisUrl)
afterAll(() => redis.disconnect())

test('what is left, a hold and the key of a purchase are in Redis under the names that other tools know', async () => {
  await club.sell('mirrored', { kind: 'limited', stock: 7 })
  const player = await club.signUp()
  const idempotencyKey = newKey()
  const { body } = await club.buy(player, {
    sku: 'mirrored',
    quantity: 2,
    idempotencyKey,
    cardToken: 'tok_pending_then_success',
  })
  expect(body.status).toBe('pending')
  await eventually(async () => {
    expect(await redis.get('limited:stock:mirrored')).toBe('5')
    expect(await redis.get(`limited:hold:mirrored:${body.orderId}`)).toBe('2')
  }, WITHIN_MS)
  const holdMs = await redis.pttl(`limited:hold:mirrored:${body.orderId}`)
  expect(holdMs).toBeGreaterThan(0)
  expect(holdMs).toBeLessThanOrEqual(120_000)
  expect(await redis.get(`idemp:purchase:${player.userId}:${idempotencyKey}`)).toBe(body.orderId)
  expect(await redis.ttl(`idemp:purchase:${player.userId}:${idempotencyKey}`)).toBeLessThanOrEqual(600)
  expect(await redis.zrange(`fraud:req:ts:${player.userId}`, 0, -1)).toEqual([body.orderId])
  expect(await redis.scard(`fraud:cardtokens:${player.userId}`)).toBe(1)
  expect(await redis.get(`purchase:pending:lock:${body.orderId}`)).toBe(body.orderId)
  expect(await redis.get(`user:${player.userId}:pending_gems`)).toBe('1000')
  expect(await redis.ttl(`user:${player.userId}:pending_gems`)).toBeGreaterThan(0)
})

test('gems of a purchase that waits for its player are pending until they are his', async () => {
  await club.sell('waiting')
  const player = await club.signUp()
  const pending = () => redis.get(`user:${player.userId}:pending_gems`)
  const { body } = await club.buy(player, { sku: 'waiting', cardToken: undefined })
  await eventually(async () => expect(await pending()).toBe('500'), WITHIN_MS)
  const choice = new URLSearchParams({ choice: 'approve' })
  await fetch(body.payUrl ?? '', { method: 'POST', body: choice, redirect: 'manual' })
  await club.post(`/api/shop/purchases/${body.orderId}/confirm`, {}, player.accessToken)
  await eventually(async () => {
    expect(await club.sql('select gems from players where user_id = $1', [player.userId])).toEqual([{ gems: 600 }])
    expect(await pending()).toBeNull()
  }, WITHIN_MS)
})

test('a purchase that has ended leaves no hold and no lock', async () => {
  await club.sell('ended', { kind: 'limited', stock: 3 })
  const player = await club.signUp()
  const { body } = await club.buy(player, { sku: 'ended' })
  expect(body.success).toBe(true)
  await eventually(async () => expect(await redis.get('limited:stock:ended')).toBe('2'), WITHIN_MS)
  await eventually(async () => {
    expect(await redis.exists(`limited:hold:ended:${body.orderId}`, `purchase:pending:lock:${body.orderId}`)).toBe(0)
  }, WITHIN_MS)
})

test('a Redis that was emptied has it all again, and nothing is sold that is not there meanwhile', async () => {
  await club.sell('emptied', { kind: 'limited', stock: 1 })
  const [first, second] = [await club.signUp(), await club.signUp()]
  expect((await club.buy(first, { sku: 'emptied' })).body.success).toBe(true)
  await eventually(async () => expect(await redis.get('limited:stock:emptied')).toBe('0'), WITHIN_MS)
  await redis.flushall()
  expect((await club.buy(second, { sku: 'emptied' })).body).toMatchObject({ success: false, reason: 'OUT_OF_STOCK' })
  await eventually(async () => expect(await redis.get('limited:stock:emptied')).toBe('0'), 2 * WITHIN_MS + 30_000)
})

test('purchases are read a page at a time, each once, however many things have happened to it', async () => {
  const buyer = await club.signUp()
  const bought: (string | null)[] = []
  await club.sell('paged')
  for (let n = 0; n < 3; n++) bought.push((await club.buy(buyer, { sku: 'paged' })).body.orderId)
  const { pool } = club.core
  const pages: string[][] = []
  for await (const page of findRecent(pool, 600, 2)) pages.push(page.map(({ orderId }) => orderId))
  const [underWay, ...recent] = pages
  expect(underWay).not.toEqual(expect.arrayContaining(bought))
  expect(recent.flat().filter((orderId) => bought.includes(orderId))).toEqual(bought)
  expect(new Set(recent.flat()).size).toBe(recent.flat().length)
  expect(recent.slice(0, -1).every((page) => page.length === 2)).toBe(true)
  const last = await lastLogId(pool)
  const changed = await findChanged(pool, 0, 10_000)
  expect(changed.lastLogId).toBe(last)
  expect(changed.purchases.map(({ orderId }) => orderId).filter((orderId) => bought.includes(orderId))).toEqual(bought)
  expect(await findChanged(pool, last, 10)).toEqual({ purchases: [], lastLogId: last })
})
