import { describe, expect, test } from 'vitest'
import { localMinute, quietUntil } from './quiet-hours.ts'

const at = Date.parse
const hours = (from: string, to: string) => {
  const minute = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return { fromMinute: minute(from), toMinute: minute(to) }
}

describe('the end of quiet hours', () => {
  test.each([
    // Clocks are put forward at 02:00: the hour from 02:00 to 03:00 is not there.
    [
      'across a change to summer time',
      'America/New_York',
      '2026-03-08T04:00:00Z',
      '22:00',
      '07:00',
      '2026-03-08T11:00:00Z',
    ],
    [
      'in an hour that is leapt over',
      'America/New_York',
      '2026-03-08T06:00:00Z',
      '22:00',
      '02:30',
      '2026-03-08T07:00:00Z',
    ],
    [
      'across a change to winter time',
      'Europe/London',
      '2026-10-24T22:00:00Z',
      '22:00',
      '07:00',
      '2026-10-25T07:00:00Z',
    ],
    [
      'where clocks change by half an hour',
      'Australia/Lord_Howe',
      '2026-10-03T13:00:00Z',
      '22:00',
      '07:00',
      '2026-10-03T20:00:00Z',
    ],
    ['far in the east', 'Pacific/Kiritimati', '2026-06-15T09:00:00Z', '22:00', '07:00', '2026-06-15T17:00:00Z'],
    ['within a day', 'Asia/Seoul', '2026-06-15T03:20:10Z', '12:00', '12:45', '2026-06-15T03:45:00Z'],
  ])('%s', (_what, zone, now, from, to, until) => {
    expect(new Date(quietUntil(at(now), zone, hours(from, to)) ?? 0).toISOString()).toBe(
      new Date(at(until)).toISOString(),
    )
  })

  test('is not asked for where it is not quiet', () => {
    expect(quietUntil(at('2026-06-15T03:45:00Z'), 'Asia/Seoul', hours('12:00', '12:45'))).toBeUndefined()
    expect(quietUntil(at('2026-06-15T03:00:00Z'), 'Asia/Seoul', hours('12:00', '12:00'))).toBeUndefined()
  })
})

test('a local minute is that of the clock on the wall', () => {
  expect(localMinute(at('2026-06-15T15:00:00Z'), 'Asia/Seoul')).toBe(0)
  expect(localMinute(at('2026-06-15T03:00:00Z'), 'Asia/Kathmandu')).toBe(8 * 60 + 45)
})
