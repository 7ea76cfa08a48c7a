import { describe, expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'

const at = (iso: string): number => Date.parse(iso)

describe('the calendar of Seoul', () => {
  const seoul = calendarOf('Asia/Seoul')

  test('ends a day at three in the afternoon, UTC', () => {
    const [before, after] = [seoul(at('2026-01-14T14:59:59.999Z')), seoul(at('2026-01-14T15:00:00Z'))]
    expect(after.windows[0] - before.windows[0]).toBe(1)
    expect(after.beganAtMs[0]).toBe(at('2026-01-14T15:00:00Z'))
  })

  test('begins a week on Monday', () => {
    const [sunday, monday] = [seoul(at('2026-01-11T14:59:59.999Z')), seoul(at('2026-01-11T15:00:00Z'))]
    expect(monday.windows[1] - sunday.windows[1]).toBe(1)
    expect(monday.beganAtMs[1]).toBe(at('2026-01-11T15:00:00Z'))
    expect(sunday.beganAtMs[1]).toBe(at('2026-01-04T15:00:00Z'))
  })

  test('begins a month on its first, in leap years and at the turn of a year too', () => {
    for (const [last, first] of [
      ['2028-02-29T14:59:59.999Z', '2028-02-29T15:00:00Z'],
      ['2026-12-31T14:59:59.999Z', '2026-12-31T15:00:00Z'],
      ['2026-04-30T14:59:59.999Z', '2026-04-30T15:00:00Z'],
    ] as const) {
      const [before, after] = [seoul(at(last)), seoul(at(first))]
      expect(after.windows[2] - before.windows[2]).toBe(1)
      expect(after.beganAtMs[2]).toBe(at(first))
    }
  })

  test('answers the same whatever it was asked before', () => {
    const later = seoul(at('2027-06-01T00:00:00Z'))
    expect(seoul(at('2026-01-14T15:00:00Z'))).toEqual(calendarOf('Asia/Seoul')(at('2026-01-14T15:00:00Z')))
    expect(seoul(at('2027-06-01T00:00:00Z'))).toEqual(later)
  })
})

describe('the calendar of London', () => {
  const london = calendarOf('Europe/London')

  test('has a day of 23 hours in March and one of 25 in October', () => {
    const lengthOf = (noon: string) => {
      const today = london(at(noon))
      const tomorrow = london(at(noon) + 86_400_000)
      expect(tomorrow.windows[0] - today.windows[0]).toBe(1)
      return (tomorrow.beganAtMs[0] - today.beganAtMs[0]) / 3_600_000
    }
    expect(lengthOf('2026-03-29T12:00:00Z')).toBe(23)
    expect(lengthOf('2026-10-25T12:00:00Z')).toBe(25)
    expect(lengthOf('2026-06-10T12:00:00Z')).toBe(24)
  })
})

test('a midnight that the clocks leap over begins the day at one', () => {
  // Santiago went from 24:00 on 5 September 2026 to 1:00 on the 6th.
  const santiago = calendarOf('America/Santiago')
  const today = santiago(at('2026-09-06T15:00:00Z'))
  expect(new Date(today.beganAtMs[0]).toISOString()).toBe('2026-09-06T04:00:00.000Z')
  expect(santiago(today.beganAtMs[0] - 1).windows[0]).toBe(today.windows[0] - 1)
})
