import { type StreakState, streakReward } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, localMidnights } from '../platform/time/local-days.ts'
import { type Look, shieldedDays, streakAt } from './streak.rule.ts'
import { FIRST_TERMS } from './terms.fixture.ts'

const SEOUL = 'Asia/Seoul'
const at = (iso: string) => Date.parse(iso)
const aStreak = (over: Partial<StreakState> = {}): StreakState => ({
  ...{ count: 4, best: 9, lastDay: '2026-11-20', zone: SEOUL, zoneSince: '2026-01-01' },
  ...over,
})
const look = (iso: string, over: Partial<Look> = {}): Look => ({
  ...{ nowMs: at(iso), askedZone: undefined, shields: 0, terms: FIRST_TERMS },
  ...over,
})
const tickAt = (streak: StreakState | undefined, iso: string, over: Partial<Look> = {}) =>
  streakAt(streak, look(iso, over)).tick

describe('a streak', () => {
  test('begins with one, in the zone of the device or the club', () => {
    expect(streakAt(undefined, look('2026-11-21T15:00:00Z'))).toMatchObject({
      zone: SEOUL,
      tick: { day: '2026-11-22' },
    })
    const there = look('2026-11-21T15:00:00Z', { askedZone: 'America/New_York' })
    expect(streakAt(undefined, there)).toMatchObject({
      zone: 'America/New_York',
      tick: { day: '2026-11-21', count: 1 },
    })
  })

  test('goes on at local midnight and not a millisecond before', () => {
    expect(tickAt(aStreak(), '2026-11-20T14:59:59.999Z')).toBeUndefined()
    expect(tickAt(aStreak(), '2026-11-20T15:00:00Z')).toMatchObject({ day: '2026-11-21', count: 5, missed: 0, lost: 0 })
    expect(tickAt(aStreak(), '2026-11-21T14:59:59.999Z')).toMatchObject({ day: '2026-11-21', count: 5 })
  })

  test('is lost after a missed day, and begins anew', () => {
    expect(tickAt(aStreak(), '2026-11-22T03:00:00Z')).toMatchObject({ day: '2026-11-22', count: 1, missed: 1, lost: 4 })
  })

  test('does not move by a clock that was set back, and is lost by one that leapt on', () => {
    expect(tickAt(aStreak(), '2026-11-20T03:00:00Z')).toBeUndefined()
    expect(tickAt(aStreak(), '2026-11-12T03:00:00Z')).toBeUndefined()
    expect(tickAt(aStreak(), '2027-11-12T03:00:00Z')).toMatchObject({ count: 1, lost: 4 })
  })

  test('goes over 29 February, and over none', () => {
    const end = (lastDay: string) => aStreak({ lastDay })
    expect(tickAt(end('2028-02-28'), '2028-02-29T03:00:00Z')).toMatchObject({ day: '2028-02-29', count: 5 })
    expect(tickAt(end('2028-02-29'), '2028-03-01T03:00:00Z')).toMatchObject({ day: '2028-03-01', count: 5 })
    expect(tickAt(end('2028-02-28'), '2028-03-01T03:00:00Z')).toMatchObject({ missed: 1, lost: 4 })
    expect(tickAt(end('2027-02-28'), '2027-03-01T03:00:00Z')).toMatchObject({ day: '2027-03-01', count: 5 })
  })
})

describe('yesterday can be ticked for three hours', () => {
  test('where that keeps the streak, and today after it', () => {
    const early = '2026-11-21T17:59:59Z'
    const tick = tickAt(aStreak(), early)
    expect(tick).toMatchObject({ day: '2026-11-21', count: 5, missed: 0, graceUntilMs: at('2026-11-21T18:00:00Z') })
    expect(tickAt(aStreak({ lastDay: '2026-11-21', count: 5 }), early)).toMatchObject({ day: '2026-11-22', count: 6 })
    expect(tickAt(aStreak(), '2026-11-21T18:00:00Z')).toMatchObject({ day: '2026-11-22', count: 1, lost: 4 })
  })

  test('instead of taking a shield for it, and with shields for the days before it', () => {
    expect(tickAt(aStreak(), '2026-11-21T16:00:00Z', { shields: 1 })).toMatchObject({ day: '2026-11-21', missed: 0 })
    const further = tickAt(aStreak(), '2026-11-22T16:00:00Z', { shields: 1 })
    expect(further).toMatchObject({ day: '2026-11-22', count: 5, missed: 1, lost: 0 })
  })

  test('but not where the streak is lost all the same', () => {
    expect(tickAt(aStreak(), '2026-11-25T16:00:00Z')).toMatchObject({ day: '2026-11-26', count: 1, lost: 4 })
  })
})

describe('shields', () => {
  test('save a day each, all that were missed or none', () => {
    const after = (missed: number, shields: number) => {
      const tick = tickAt(aStreak(), `2026-11-${21 + missed}T03:00:00Z`, { shields })
      return tick && { count: tick.count, saved: shieldedDays(tick) }
    }
    expect(after(1, 1)).toEqual({ count: 5, saved: ['2026-11-21'] })
    expect(after(2, 5)).toEqual({ count: 5, saved: ['2026-11-21', '2026-11-22'] })
    expect(after(3, 2)).toEqual({ count: 1, saved: [] })
    expect(after(4, 9)).toEqual({ count: 1, saved: [] })
    expect(after(0, 9)).toEqual({ count: 5, saved: [] })
  })
})

describe('midnight where the clocks are changed', () => {
  // Zone, the day of the change, its first moment, its last, and its hours.
  test.each([
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T03:59:59.999Z', 23],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T04:59:59.999Z', 25],
    ['Europe/London', '2026-03-29', '2026-03-29T00:00:00Z', '2026-03-29T22:59:59.999Z', 23],
    ['Europe/London', '2026-10-25', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59.999Z', 25],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T12:59:59.999Z', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:29:59.999Z', 24.5],
    ['Pacific/Kiritimati', '2026-11-21', '2026-11-20T10:00:00Z', '2026-11-21T09:59:59.999Z', 24],
    // The clocks leap over midnight.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z', '2026-09-07T02:59:59.999Z', 23],
  ])('%s on %s', (zone, day, first, last, hours) => {
    const streak = aStreak({ zone, lastDay: addDays(day, -1) })
    expect(streakAt(streak, look(new Date(at(first) - 1).toISOString())).tick).toBeUndefined()
    for (const moment of [first, last]) expect(tickAt(streak, moment)).toMatchObject({ day, count: 5, lost: 0 })
    const next = new Date(at(last) + 1).toISOString()
    expect(tickAt(aStreak({ zone, lastDay: day }), last)).toBeUndefined()
    expect(tickAt(aStreak({ zone, lastDay: day }), next)).toMatchObject({ day: addDays(day, 1), count: 5 })
    const { beganAtMs, endsAtMs } = localMidnights(at(last), zone)
    expect([beganAtMs, endsAtMs]).toEqual([at(first), at(next)])
    expect((endsAtMs - beganAtMs) / 3_600_000).toBe(hours)
  })
})

describe('a change of zone', () => {
  const KIRITIMATI = 'Pacific/Kiritimati'
  const HONOLULU = 'Pacific/Honolulu'

  test('to the east wins no day, and misses none', () => {
    const streak = aStreak({ zone: HONOLULU })
    // 20 November in Honolulu, the 21st in Kiritimati, a whole day ahead.
    expect(tickAt(streak, '2026-11-20T20:00:00Z', { askedZone: KIRITIMATI })).toBeUndefined()
    const next = look('2026-11-21T20:00:00Z', { askedZone: KIRITIMATI })
    expect(streakAt(streak, next)).toMatchObject({
      ...{ zone: KIRITIMATI, zoneSince: '2026-11-22' },
      tick: { day: '2026-11-22', count: 5, missed: 0, lost: 0 },
    })
  })

  test('to the west wins no day, and misses none', () => {
    const streak = aStreak({ zone: KIRITIMATI })
    expect(tickAt(streak, '2026-11-20T20:00:00Z', { askedZone: HONOLULU })).toBeUndefined()
    expect(tickAt(streak, '2026-11-21T20:00:00Z', { askedZone: HONOLULU })).toMatchObject({
      day: '2026-11-21',
      count: 5,
    })
  })

  test('back again within a week does not count', () => {
    const moved = aStreak({ zone: KIRITIMATI, zoneSince: '2026-11-18' })
    const asked = look('2026-11-21T20:00:00Z', { askedZone: HONOLULU })
    expect(streakAt(moved, asked)).toMatchObject({ zone: KIRITIMATI, today: '2026-11-22', tick: { lost: 4 } })
    const later = { ...moved, zoneSince: '2026-11-15' }
    expect(streakAt(later, asked)).toMatchObject({ zone: HONOLULU, tick: { day: '2026-11-21', count: 5 } })
  })

  test('back and forth every hour for a month gives no more days than a zone has', () => {
    let streak: StreakState | undefined
    const days = new Set<string>()
    const begin = at('2026-11-01T00:00:00Z')
    for (let hour = 0; hour < 30 * 24; hour++) {
      const askedZone = hour % 2 === 0 ? KIRITIMATI : HONOLULU
      const { tick, zone, zoneSince } = streakAt(
        streak,
        look(new Date(begin + hour * 3_600_000).toISOString(), { askedZone }),
      )
      if (tick === undefined) continue
      expect(days.has(tick.day)).toBe(false)
      days.add(tick.day)
      streak = aStreak({ count: tick.count, lastDay: tick.day, zone, zoneSince })
    }
    expect(days.size).toBeLessThanOrEqual(31)
    expect(streak?.count).toBe(days.size)
  })
})

test('rewards begin anew after the last one', () => {
  expect([1, 7, 8, 15].map((count) => streakReward(FIRST_TERMS, count).coins)).toEqual([100, 1_000, 100, 100])
})

test('days are counted by the calendar', () => {
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2)
  expect(daysBetween('2026-03-09', '2026-03-07')).toBe(-2)
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})
