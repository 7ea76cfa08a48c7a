import { describe, expect, test } from 'vitest'
import { isRange, lastDays, stepsOf } from './range.ts'

describe('a range of days', () => {
  test('ends with today in the club’s zone, whatever the browser’s own', () => {
    expect(lastDays(30, Date.parse('2026-03-01T15:00:00Z'))).toEqual({ from: '2026-02-01', until: '2026-03-02' })
    expect(lastDays(1, Date.parse('2026-03-01T14:59:59Z'))).toEqual({ from: '2026-03-01', until: '2026-03-01' })
  })

  test.each([
    ['2026-03-01', '2026-03-01', true],
    ['2026-03-02', '2026-03-01', false],
    ['2025-01-01', '2026-02-04', true],
    ['2025-01-01', '2026-02-05', false],
    ['', '2026-03-01', false],
    ['2026-03-01', '', false],
  ])('from %s until %s can be asked for: %s', (from, until, can) => {
    expect(isRange({ from, until })).toBe(can)
  })

  test('has a step for every day, and one for every Monday of its weeks', () => {
    const range = { from: '2026-02-27', until: '2026-03-03' }
    expect(stepsOf(range, 'day')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'])
    expect(stepsOf(range, 'week')).toEqual(['2026-02-23', '2026-03-02'])
  })
})
