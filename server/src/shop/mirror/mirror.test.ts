import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLog } from '../../platform/log.ts'
import { ShopMirror } from './mirror.ts'

const A_PAGE = 500
const AN_HOUR_MS = 3_600_000
const turn = () => new Promise((resolve) => setImmediate(resolve))
const turns = async (count = 20) => {
  for (let n = 0; n < count; n++) await turn()
}
beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const aRow = (n: number) => ({
  ...{ id: n, at: `${n}`, log_id: 0, order_id: `o_${n}`, user_id: 7, sku: 'gems', idempotency_key: `k_${n}` },
  ...{ quantity: 1, created_at: new Date(0), card_hash: null, age_ms: 0, hold_ms: null, status: 'granted' },
})

/** A mirror of a shop with so many purchases; `pages` are asked for when a rebuild has read a page of them. */
function aMirror(purchases: number, beforePage: () => Promise<void> = async () => undefined) {
  const asked: string[] = []
  const pool = {
    query: async (query: string | { readonly name: string; readonly values: readonly unknown[] }) => {
      const name = typeof query === 'string' ? query : query.name
      asked.push(name)
      if (name !== 'shop-mirror-recent' || typeof query === 'string') return { rows: [] }
      const [, , after, limit] = query.values as [unknown, unknown, number, number]
      await beforePage()
      const count = Math.min(limit, purchases - after)
      return { rows: Array.from({ length: Math.max(0, count) }, (_, n) => aRow(after + n + 1)) }
    },
  }
  const pipeline = new Proxy({}, { get: (_, name) => (name === 'exec' ? async () => [] : () => pipeline) })
  const redis = Object.assign(new EventEmitter(), { status: 'ready', pipeline: () => pipeline })
  const mirror = new ShopMirror({ pool: pool as never, redis: redis as never, log: createLog('silent' as never) })
  const rebuilds = () => asked.filter((name) => name.includes('p.check_at is not null')).length
  const pages = () => asked.filter((name) => name === 'shop-mirror-recent').length
  return { mirror, redis, rebuilds, pages }
}

test('a Redis that comes back while all is written anew has it all written once more', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const { mirror, redis, rebuilds, pages } = aMirror(3, () => held)
  mirror.start()
  while (pages() === 0) await turn()
  redis.emit('ready')
  release()
  await turns()
  expect(rebuilds()).toBe(1)
  vi.advanceTimersByTime(1_000)
  await turns()
  expect(rebuilds()).toBe(2)
  vi.advanceTimersByTime(1_000)
  await turns()
  expect(rebuilds()).toBe(2)
  await mirror.stop()
})

test('who stops it does not wait for the rest between two pages', async () => {
  let nowMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += AN_HOUR_MS))
  const { mirror, pages } = aMirror(2 * A_PAGE)
  mirror.start()
  while (pages() === 0) await turn()
  await turns(200)
  expect(pages()).toBe(1)
  await mirror.stop()
  expect(pages()).toBe(1)
})
