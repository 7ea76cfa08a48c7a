import { expect, test } from 'vitest'
import { bothKnow, reminderHours, wallTime } from './local-hours.ts'

const at = (iso: string) => Date.parse(iso)
const ZONES = ['Asia/Seoul', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati']
const zonesAt = (iso: string) => reminderHours(ZONES, at(iso)).map(({ zone, day, evening }) => [zone, day, evening])

test('nine and six o’clock in Seoul are midnight and nine in UTC', () => {
  expect(zonesAt('2026-03-03T00:00:00Z')).toEqual([['Asia/Seoul', '2026-03-03', false]])
  expect(zonesAt('2026-03-03T09:00:00Z')).toEqual([['Asia/Seoul', '2026-03-03', true]])
  expect(zonesAt('2026-03-03T00:15:00Z')).toEqual([])
})

test('the local date is that of the zone, on both sides of the date line', () => {
  expect(zonesAt('2026-03-03T19:00:00Z')).toEqual([['Pacific/Kiritimati', '2026-03-04', false]])
})

test('quarters of an hour are hours somewhere', () => {
  expect(zonesAt('2026-03-03T03:15:00Z')).toEqual([['Asia/Kathmandu', '2026-03-03', false]])
})

test('clocks that are put forward or back move the moment, and it comes once a day', () => {
  expect(zonesAt('2026-03-07T14:00:00Z')).toEqual([['America/New_York', '2026-03-07', false]])
  expect(zonesAt('2026-03-08T13:00:00Z')).toEqual([['America/New_York', '2026-03-08', false]])
  for (const [day, count] of [
    ['2026-03-08', 2],
    ['2026-11-01', 2],
  ] as const) {
    const quarters = Array.from({ length: 30 * 4 }, (_, index) => at(`${day}T04:00:00Z`) + index * 900_000)
    const hours = quarters.flatMap((moment) => reminderHours(['America/New_York'], moment))
    expect(hours.filter((hour) => hour.day === day)).toHaveLength(count)
  }
})

test('names that are no zones here are left out', () => {
  expect(bothKnow(['Asia/Seoul', 'Factory/None', '+09:00', 'UTC'])).toEqual(['Asia/Seoul', 'UTC'])
  expect(wallTime(at('2026-03-03T00:10:00Z'), 'Asia/Seoul')).toBe('2026-03-03 09:10')
})
