import { expect, test } from 'vitest'
import type { Pool } from '../platform/postgres/pool.ts'
import { EventsHead } from './events-head.ts'

const PLACE = { xid: '10', userId: 3, seq: 7 }

/** A pool whose last event is where it is told, and that counts how often it is asked. */
function poolAt(row: { xid: string; user_id: number; seq: number } | undefined) {
  const asked = { times: 0, fails: false }
  const query = async () => {
    asked.times++
    if (asked.fails) throw new Error('away')
    return { rows: row ? [row] : [] }
  }
  return { asked, pool: { query } as unknown as Pool }
}

test('says whether there are events after a place', async () => {
  const at = (xid: string, user_id: number, seq: number) => new EventsHead(poolAt({ xid, user_id, seq }).pool)
  expect(await at('10', 3, 7).isBeyond(PLACE)).toBe(false)
  expect(await at('10', 3, 8).isBeyond(PLACE)).toBe(true)
  expect(await at('9', 9, 9).isBeyond(PLACE)).toBe(false)
  expect(await at('100', 1, 1).isBeyond(PLACE)).toBe(true)
  expect(await new EventsHead(poolAt(undefined).pool).isBeyond(PLACE)).toBe(false)
})

test('is looked up once for all who ask within a moment, and anew after it', async () => {
  const { asked, pool } = poolAt({ xid: '11', user_id: 1, seq: 1 })
  const kept = new EventsHead(pool, 60_000)
  expect(await Promise.all([kept.isBeyond(PLACE), kept.isBeyond(PLACE), kept.isBeyond(PLACE)])).toEqual([
    true,
    true,
    true,
  ])
  expect(asked.times).toBe(1)
  const fresh = new EventsHead(pool, 0)
  await fresh.isBeyond(PLACE)
  await fresh.isBeyond(PLACE)
  expect(asked.times).toBe(3)
})

test('a look that fails is told to whoever waits for it, and not kept for good', async () => {
  const { asked, pool } = poolAt({ xid: '11', user_id: 1, seq: 1 })
  const head = new EventsHead(pool, 0)
  asked.fails = true
  await expect(head.isBeyond(PLACE)).rejects.toThrow('away')
  asked.fails = false
  expect(await head.isBeyond(PLACE)).toBe(true)
})
