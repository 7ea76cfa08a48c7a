import { expect, test } from 'vitest'
import { endOfBan } from './ban-lengths.ts'

test('a ban ends after its length, or never', () => {
  const nowMs = Date.UTC(2026, 0, 30, 12)
  expect(endOfBan('day', nowMs)).toBe('2026-01-31T12:00:00.000Z')
  expect(endOfBan('week', nowMs)).toBe('2026-02-06T12:00:00.000Z')
  expect(endOfBan('month', nowMs)).toBe('2026-03-01T12:00:00.000Z')
  expect(endOfBan('forever', nowMs)).toBeNull()
})
