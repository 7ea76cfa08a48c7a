import { expect, test } from 'vitest'
import { isoOf } from './relay-page.store.ts'

test.each([
  ['2026-01-02 03:04:05+00', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02 03:04:05.6+00', '2026-01-02T03:04:05.600Z'],
  ['2026-01-02 03:04:05.678+00', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02 03:04:05.678999+00', '2026-01-02T03:04:05.678Z'],
])('the instant %s is told as %s', (instant, told) => {
  expect(isoOf(instant)).toBe(told)
})
