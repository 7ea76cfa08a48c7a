import { accept, refuse } from '@casino-club/shared'
import { expect, test } from 'vitest'
import type { SigningKeyRow } from './keys.store.ts'
import { keysToRetire, type RetireRefusal } from './rotate-keys.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const MINUTE = 60_000
const LIFETIME = 30 * MINUTE

const aKey = (kid: string, minutesOld: number, retired = false): SigningKeyRow => ({
  kid,
  salt: Buffer.alloc(32),
  created_at: new Date(NOON - minutesOld * MINUTE),
  retired_at: retired ? new Date(NOON) : null,
})
const RING = [aKey('new', 31), aKey('old', 90), aKey('gone', 200, true)]

test('a key is spent when its successor is older than a token can be', () => {
  expect(keysToRetire(RING, undefined, LIFETIME, NOON)).toEqual(accept(['old']))
  expect(keysToRetire(RING, undefined, LIFETIME, NOON - MINUTE)).toEqual(accept(['old']))
  expect(keysToRetire(RING, undefined, LIFETIME, NOON - MINUTE - 1)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
})

test('a named key goes at once', () => {
  expect(keysToRetire([aKey('new', 0), aKey('old', 1)], 'old', LIFETIME, NOON)).toEqual(accept(['old']))
})

const refusals = {
  NOT_FOUND: 'never-was',
  CONFLICT: 'new',
  NOTHING_TO_CHANGE: 'gone',
} satisfies Record<RetireRefusal, string>

test.each(Object.entries(refusals))('is refused: %s', (reason, kid) => {
  expect(keysToRetire(RING, kid, LIFETIME, NOON)).toEqual(refuse(reason as RetireRefusal, expect.any(String) as never))
})
