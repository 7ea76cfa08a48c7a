import { describe, expect, test } from 'vitest'
import { seasonAt, seasonBefore } from './season.rule.ts'

const MONDAY = Date.UTC(2026, 10, 16)
const DAY = 86_400_000

describe('a season', () => {
  test('of a day ends with its last millisecond, in UTC', () => {
    expect(seasonAt('day', MONDAY)).toEqual({ startsAtMs: MONDAY, endsAtMs: MONDAY + DAY })
    expect(seasonAt('day', MONDAY + DAY - 1)).toEqual(seasonAt('day', MONDAY))
    expect(seasonAt('day', MONDAY + DAY).startsAtMs).toBe(MONDAY + DAY)
    expect(seasonAt('day', MONDAY - 1).startsAtMs).toBe(MONDAY - DAY)
  })

  test('of a week begins on Monday', () => {
    expect(seasonAt('week', MONDAY)).toEqual({ startsAtMs: MONDAY, endsAtMs: MONDAY + 7 * DAY })
    expect(seasonAt('week', MONDAY + 7 * DAY - 1).startsAtMs).toBe(MONDAY)
    expect(seasonAt('week', MONDAY - 1).startsAtMs).toBe(MONDAY - 7 * DAY)
  })

  test('of all time has no end, and none before it', () => {
    expect(seasonAt('all', MONDAY)).toEqual({ startsAtMs: 0, endsAtMs: null })
    expect(seasonBefore('all', MONDAY)).toBeUndefined()
  })

  test('follows the one before it without a gap', () => {
    for (const period of ['day', 'week'] as const)
      expect(seasonBefore(period, MONDAY + 5)?.endsAtMs).toBe(seasonAt(period, MONDAY + 5).startsAtMs)
  })
})
