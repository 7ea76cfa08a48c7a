import { describe, expect, test } from 'vitest'
import { missionWindows } from './window.ts'

const DAY_MS = 86_400_000
const at = (iso: string) => Date.parse(iso)

describe('the window of a mission', () => {
  test.each([
    ['an ordinary day', 'Asia/Seoul', 'daily', '2026-11-20T15:00:00Z', '2026-11-21', '2026-11-21T15:00:00Z'],
    ['its last millisecond', 'Asia/Seoul', 'daily', '2026-11-21T14:59:59.999Z', '2026-11-21', '2026-11-21T15:00:00Z'],
    ['the day of 23 hours', 'Europe/London', 'daily', '2026-03-29T12:00:00Z', '2026-03-29', '2026-03-29T23:00:00Z'],
    ['the day of 25 hours', 'Europe/London', 'daily', '2026-10-25T12:00:00Z', '2026-10-25', '2026-10-26T00:00:00Z'],
    [
      'half an hour of summer',
      'Australia/Lord_Howe',
      'daily',
      '2026-10-04T02:00:00Z',
      '2026-10-04',
      '2026-10-04T13:00:00Z',
    ],
    [
      'a midnight that is leapt over',
      'America/Santiago',
      'daily',
      '2026-09-06T12:00:00Z',
      '2026-09-06',
      '2026-09-07T03:00:00Z',
    ],
    [
      'before a day that never was',
      'Pacific/Apia',
      'daily',
      '2011-12-30T05:00:00Z',
      '2011-12-29',
      '2011-12-30T10:00:00Z',
    ],
    ['an ISO week from Monday', 'Asia/Seoul', 'weekly', '2026-11-21T03:00:00Z', '2026-11-16', '2026-11-22T15:00:00Z'],
    ['a week over New Year', 'UTC', 'weekly', '2027-01-02T00:00:00Z', '2026-12-28', '2027-01-04T00:00:00Z'],
    ['a week of 167 hours', 'Europe/London', 'weekly', '2026-03-29T22:59:59Z', '2026-03-23', '2026-03-29T23:00:00Z'],
    ['a week of 169 hours', 'Europe/London', 'weekly', '2026-10-25T23:59:59Z', '2026-10-19', '2026-10-26T00:00:00Z'],
  ] as const)('%s', (_, zone, period, now, began, ends) => {
    expect(missionWindows(zone)(period, at(now))).toEqual({ began, endsAtMs: at(ends) })
  })

  test.each(['Asia/Seoul', 'Europe/London', 'Asia/Kathmandu', 'America/St_Johns'])(
    'ends where the next one begins in %s',
    (zone) => {
      const window = missionWindows(zone)
      for (let day = 0; day < 366; day++) {
        for (const period of ['daily', 'weekly'] as const) {
          const { began, endsAtMs } = window(period, at('2026-01-01T12:00:00Z') + day * DAY_MS)
          expect(window(period, endsAtMs - 1).began).toBe(began)
          expect(window(period, endsAtMs).began > began).toBe(true)
        }
      }
    },
  )
})
