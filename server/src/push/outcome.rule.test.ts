import { describe, expect, test } from 'vitest'
import { slowUntil, ttlOf, verdictOf } from './outcome.rule.ts'

const NOON = Date.UTC(2026, 0, 1, 12)

test.each([
  ...[200, 201, 202, 204].map((status) => [status, { kind: 'sent' }] as const),
  ...[404, 410].map((status) => [status, { kind: 'gone' }] as const),
  ...[401, 403].map((status) => [status, { kind: 'held' }] as const),
  ...[400, 413, 301, 307, 418].map((status) => [status, { kind: 'poison' }] as const),
  ...[429, 406].map((status) => [status, { kind: 'again', slow: true }] as const),
  ...[408, 500, 502, 503, 504].map((status) => [status, { kind: 'again', slow: false }] as const),
])('%i means %j', (status, verdict) => {
  expect(verdictOf(status)).toEqual(verdict)
})

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    [new Date(NOON + 30_000).toUTCString(), 30_000],
    ['0', 0],
    ['99999999', 3_600_000],
    [undefined, 60_000],
    ['soon', 60_000],
    [new Date(NOON - 30_000).toUTCString(), 60_000],
  ])('%s is waited for', (text, waitMs) => {
    expect(slowUntil(text, NOON)).toBe(NOON + waitMs)
  })
})

test('a message is kept until it is useless, and never longer than its kind is', () => {
  expect(ttlOf('game', NOON + 90_500, NOON)).toBe(90)
  expect(ttlOf('game', NOON + 7 * 86_400_000, NOON)).toBe(43_200)
  expect(ttlOf('transactional', NOON + 7 * 86_400_000, NOON)).toBe(86_400)
  expect(ttlOf('advertising', NOON - 1, NOON)).toBeLessThanOrEqual(0)
})
