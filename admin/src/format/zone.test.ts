import { expect, test } from 'vitest'
import { instantOf } from './zone.ts'

test.each([
  ['2026-03-01T09:00', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T00:30:15', '2026-02-28T15:30:15.000Z'],
  ['', null],
  ['2026-03-01', null],
  ['2026-13-01T09:00', null],
  ['tomorrow', null],
])('a time of the club, %s, is the instant %s', (local, instant) => {
  expect(instantOf(local)).toBe(instant)
})
