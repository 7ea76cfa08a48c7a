import { expect, test } from 'vitest'
import { isoWeekOf } from './iso-week.ts'

test.each([
  ['2026-11-16', '2026-W47'],
  ['2026-11-22', '2026-W47'],
  ['2026-12-27', '2026-W52'],
  // A year of 53 weeks: its last one goes on into January.
  ['2026-12-28', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2020-12-31', '2020-W53'],
  ['2021-01-03', '2020-W53'],
  ['2024-12-30', '2025-W01'],
  ['2023-01-01', '2022-W52'],
])('%s is in %s', (day, week) => {
  expect(isoWeekOf(day)).toBe(week)
})

test('every week has seven days, from Monday on', () => {
  const byWeek = new Map<string, number[]>()
  for (let atMs = Date.UTC(2020, 0, 6); atMs < Date.UTC(2048, 0, 6); atMs += 86_400_000) {
    const at = new Date(atMs)
    const week = isoWeekOf(at.toISOString().slice(0, 10))
    byWeek.set(week, [...(byWeek.get(week) ?? []), at.getUTCDay()])
  }
  for (const days of byWeek.values()) expect(days).toEqual([1, 2, 3, 4, 5, 6, 0])
})
