import { expect, test } from 'vitest'
import { aPlayer, NOON_MS } from '../player/player.fixture.ts'
import { type ExpirePayload, type ExpireRefusal, expireRule } from './expire.rule.ts'

const expire = (payload: ExpirePayload) =>
  expireRule.decide({ player: aPlayer(), payload, nowMs: NOON_MS, draw: () => undefined as never })

const ended = { item: 'shop-coupon', quantity: 2, expiresAtMs: NOON_MS }
const refusals = {
  NOTHING_TO_CHANGE: { lots: [] },
  CONFLICT: { lots: [ended, { ...ended, expiresAtMs: NOON_MS + 1 }] },
} satisfies Record<ExpireRefusal, ExpirePayload>

test.each(Object.entries(refusals))('an expiry is refused: %s', (reason, payload) => {
  expect(expire(payload)).toMatchObject({ ok: false, reason })
})

test('a stock ends with the moment it was granted until, for nothing', () => {
  expect(expire({ lots: [ended] })).toMatchObject({ ok: true, value: { postings: [], detail: { lots: [ended] } } })
})
