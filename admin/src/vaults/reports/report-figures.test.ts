import { expect, test } from 'vitest'
import { byDay, byVault } from './report-figures.ts'

const ending = (date: string, type: string, claimed: number, expired: number) => ({
  date,
  type,
  claimed,
  expired,
  claimedCoins: 0,
  expiredCoins: 0,
})
const step = (type: string, needed: number, from: number) => ({
  type,
  needed,
  from,
  by: 'attendance_days' as const,
  most: from,
  players: 1,
})

test('the types of a day are added up, in the order of the days', () => {
  const rows = [
    ending('2026-03-01', 'GOLD', 1, 2),
    ending('2026-03-01', 'PLATINUM', 3, 0),
    ending('2026-03-02', 'GOLD', 0, 5),
  ]
  expect(byDay(rows)).toEqual([
    { label: '2026-03-01', claimed: 4, expired: 2 },
    { label: '2026-03-02', claimed: 0, expired: 5 },
  ])
})

test('steps of a type under other terms are another chart', () => {
  const rows = [step('PLATINUM', 3, 0), step('PLATINUM', 3, 2), step('PLATINUM', 5, 0)]
  expect(byVault(rows).map(({ key, steps }) => [key, steps.length])).toEqual([
    ['PLATINUM 3', 2],
    ['PLATINUM 5', 1],
  ])
})
