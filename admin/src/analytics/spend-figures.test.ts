import { expect, test } from 'vitest'
import { everyStep } from './spend-figures.ts'

const row = (day: string) => ({ day, netWon: 500, arpdau: 250 })
const days = (...of: string[]) => of.map(row)

test('days on which nobody was there stand between the others', () => {
  expect(everyStep(days('2026-02-27', '2026-03-02'), 'day')).toEqual([
    row('2026-02-27'),
    { day: '2026-02-28', netWon: 0, arpdau: null },
    { day: '2026-03-01', netWon: 0, arpdau: null },
    row('2026-03-02'),
  ])
})

test('weeks go on from Monday to Monday, months from first to first', () => {
  const of = (rows: ReturnType<typeof days>, by: 'week' | 'month') => everyStep(rows, by).map(({ day }) => day)
  expect(of(days('2026-02-23', '2026-03-09'), 'week')).toEqual(['2026-02-23', '2026-03-02', '2026-03-09'])
  expect(of(days('2025-11-01', '2026-02-01'), 'month')).toEqual([
    '2025-11-01',
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ])
})

test('nothing is added where nothing was counted', () => {
  expect(everyStep([], 'day')).toEqual([])
  expect(everyStep(days('2026-02-27'), 'month')).toEqual([row('2026-02-27')])
})
