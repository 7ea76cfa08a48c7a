import { expect, test } from 'vitest'
import { heatOf, meanShares } from './retention-figures.ts'

const row = (players: number, shares: (number | null)[]) => ({
  cohort: '2026-01-01',
  players,
  shares,
  spent: shares.map(() => null),
})

test('the mean is by players, of the cohorts only whose day is over', () => {
  const rows = [row(300, [10_000, 5_000, 1_000]), row(100, [6_000, 1_000, null])]
  expect(meanShares({ ages: [0, 1, 7], rows })).toEqual([
    { age: 0, share: 90 },
    { age: 1, share: 40 },
    { age: 7, share: 10 },
  ])
})

test('nobody has no mean', () => {
  expect(meanShares({ ages: [0], rows: [] })).toEqual([{ age: 0, share: null }])
  expect(meanShares({ ages: [30], rows: [row(5, [null])] })).toEqual([{ age: 30, share: null }])
})

test('the heat grows with the share and stays readable', () => {
  expect([heatOf(null), heatOf(0), heatOf(10_000), heatOf(20_000)]).toEqual([0, 0, 0.42, 0.42])
  expect(heatOf(100)).toBeGreaterThan(heatOf(50))
})
