import { LIMIT_IDS, type LimitId, NO_RESTRICTIONS, type Restrictions } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CONFIRM_MS,
  COOLING_MS,
  cancelLimit,
  changeLimit,
  confirmLimit,
  confirmReturn,
  exclude,
  isAsStrict,
  monthsLater,
  startPause,
} from './restrictions.ts'
import { DAY_MS, HOUR_MS, NOON_MS } from './safe-play.fixture.ts'

const ID: LimitId = 'stakeCoins.day'
const having = (more: Partial<Restrictions>): Restrictions => ({ ...NO_RESTRICTIONS, ...more })
const LIMITED = having({ limits: { [ID]: 100 } })
const set = (before: Restrictions, value: number | null, nowMs = NOON_MS) =>
  changeLimit(before, { limit: ID, value }, nowMs)

function asked(value: number | null): Restrictions {
  const changed = set(LIMITED, value)
  if (!changed.ok) throw new Error(changed.message)
  return changed.value.after
}

describe('a limit', () => {
  test('is set and lowered at once, and an older wish to raise it is forgotten', () => {
    expect(set(NO_RESTRICTIONS, 100)).toMatchObject({ value: { applied: true, after: { limits: { [ID]: 100 } } } })
    expect(set(asked(900), 50)).toMatchObject({
      value: { applied: true, after: { limits: { [ID]: 50 }, pending: [] } },
    })
  })

  test.each([200, null])('is not raised at once (to %s)', (value) => {
    expect(set(LIMITED, value)).toMatchObject({
      value: { applied: false, after: { limits: { [ID]: 100 }, pending: [{ limit: ID, value, askedAtMs: NOON_MS }] } },
    })
  })

  test('is raised by a confirmation after 24 hours and within 7 days of that', () => {
    const dueMs = NOON_MS + COOLING_MS
    expect(confirmLimit(asked(200), ID, dueMs - 1)).toMatchObject({ reason: 'CHANGE_NOT_DUE', retryAfterMs: 1 })
    expect(confirmLimit(asked(200), ID, dueMs)).toMatchObject({ value: { limits: { [ID]: 200 }, pending: [] } })
    expect(confirmLimit(asked(null), ID, dueMs + CONFIRM_MS - 1)).toMatchObject({ value: { limits: {} } })
    expect(confirmLimit(asked(200), ID, dueMs + CONFIRM_MS)).toMatchObject({ reason: 'NO_CHANGE_PENDING' })
    expect(confirmLimit(LIMITED, ID, dueMs)).toMatchObject({ reason: 'NO_CHANGE_PENDING' })
  })

  test('is what it was when the wish is taken back', () => {
    expect(cancelLimit(asked(200), ID)).toMatchObject({ value: LIMITED })
    expect(cancelLimit(LIMITED, ID)).toMatchObject({ reason: 'NO_CHANGE_PENDING' })
  })

  test('that is asked for again waits its 24 hours again', () => {
    const again = set(asked(200), 300, NOON_MS + COOLING_MS)
    if (!again.ok) throw new Error(again.message)
    expect(confirmLimit(again.value.after, ID, NOON_MS + COOLING_MS)).toMatchObject({ reason: 'CHANGE_NOT_DUE' })
  })

  test('that is what is asked for is no change', () => {
    expect(set(LIMITED, 100)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
    expect(set(NO_RESTRICTIONS, null)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
  })

  test('is never looser than it was 24 hours ago, whatever is asked, confirmed and taken back', () => {
    const steps = fc.array(
      fc.record({
        what: fc.constantFrom('set', 'confirm', 'cancel'),
        value: fc.option(fc.integer({ min: 0, max: 50 })),
        limit: fc.constantFrom(...LIMIT_IDS.slice(0, 2)),
        laterMs: fc.integer({ min: -HOUR_MS, max: 30 * HOUR_MS }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(steps, (sequence) => {
        let now = NO_RESTRICTIONS
        let nowMs = NOON_MS
        /** When each looser value was asked for last. */
        const wishes = new Map<LimitId, { value: number | null; atMs: number }>()
        for (const { what, value, limit, laterMs } of sequence) {
          nowMs += laterMs
          const before = now
          if (what === 'set') {
            const changed = changeLimit(now, { limit, value }, nowMs)
            if (!changed.ok) continue
            now = changed.value.after
            expect(isAsStrict({ ...now, pending: [] }, { ...before, pending: [] })).toBe(true)
            if (!changed.value.applied) wishes.set(limit, { value, atMs: nowMs })
            else wishes.delete(limit)
          } else if (what === 'cancel') {
            const cancelled = cancelLimit(now, limit)
            if (!cancelled.ok) continue
            now = cancelled.value
            wishes.delete(limit)
            expect(now.limits).toEqual(before.limits)
          } else {
            const confirmed = confirmLimit(now, limit, nowMs)
            if (!confirmed.ok) continue
            now = confirmed.value
            const wish = wishes.get(limit)
            expect(now.limits[limit] ?? null).toBe(wish?.value)
            expect(nowMs - (wish?.atMs ?? nowMs)).toBeGreaterThanOrEqual(COOLING_MS)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a pause', () => {
  test('lasts its hours, and can be made longer and not shorter', () => {
    const paused = startPause(NO_RESTRICTIONS, 48, NOON_MS)
    expect(paused).toMatchObject({ value: { pausedUntilMs: NOON_MS + 2 * DAY_MS } })
    if (!paused.ok) throw new Error(paused.message)
    expect(startPause(paused.value, 24, NOON_MS)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
    expect(startPause(paused.value, 72, NOON_MS)).toMatchObject({ value: { pausedUntilMs: NOON_MS + 3 * DAY_MS } })
  })

  test('is nothing beside an exclusion', () => {
    const excluded = having({ exclusion: { sinceMs: 0, untilMs: null } })
    expect(startPause(excluded, 24, NOON_MS)).toMatchObject({ reason: 'SELF_EXCLUDED', untilMs: null })
  })
})

describe('an exclusion', () => {
  test('lasts its months, can be made longer, and never shorter', () => {
    const untilMs = Date.UTC(2026, 6, 14, 3)
    const half = exclude(NO_RESTRICTIONS, 6, NOON_MS)
    expect(half).toMatchObject({ value: { exclusion: { sinceMs: NOON_MS, untilMs } } })
    if (!half.ok) throw new Error(half.message)
    expect(exclude(half.value, 6, NOON_MS)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
    const forEver = exclude(half.value, null, NOON_MS)
    expect(forEver).toMatchObject({ value: { exclusion: { untilMs: null } } })
    if (!forEver.ok) throw new Error(forEver.message)
    expect(exclude(forEver.value, 60, NOON_MS)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
  })

  test('ends only when its time is over and the return is confirmed', () => {
    const excluded = having({ exclusion: { sinceMs: 0, untilMs: NOON_MS } })
    expect(confirmReturn(excluded, NOON_MS - 1)).toMatchObject({ reason: 'SELF_EXCLUDED' })
    expect(confirmReturn(excluded, NOON_MS)).toMatchObject({ value: { exclusion: null } })
    expect(confirmReturn(having({ exclusion: { sinceMs: 0, untilMs: null } }), NOON_MS)).toMatchObject({
      reason: 'SELF_EXCLUDED',
    })
    expect(confirmReturn(NO_RESTRICTIONS, NOON_MS)).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
  })

  test('of months that end on a day the last one lacks ends on its last day', () => {
    expect(monthsLater(Date.UTC(2026, 7, 31, 12), 6)).toBe(Date.UTC(2027, 1, 28, 12))
    expect(monthsLater(Date.UTC(2026, 11, 1), 60)).toBe(Date.UTC(2031, 11, 1))
  })
})

describe('as strict as before', () => {
  test.each<[string, Partial<Restrictions>, Partial<Restrictions>]>([
    ['a limit', { limits: { [ID]: 100 } }, { limits: { [ID]: 101 } }],
    ['the lack of a limit', { limits: { [ID]: 100 } }, { limits: {} }],
    ['a wish', {}, { pending: [{ limit: ID, value: 1, askedAtMs: 0 }] }],
    ['a pause', { pausedUntilMs: 2 }, { pausedUntilMs: 1 }],
    ['an exclusion', { exclusion: { sinceMs: 0, untilMs: null } }, { exclusion: { sinceMs: 0, untilMs: 9 } }],
    ['its end', { exclusion: { sinceMs: 0, untilMs: 9 } }, {}],
    ['a reality check', { realityCheckMinutes: 15 }, { realityCheckMinutes: 30 }],
  ])('is not: %s that is looser', (_, before, after) => {
    expect(isAsStrict(having(after), having(before))).toBe(false)
    expect(isAsStrict(having(before), having(before))).toBe(true)
  })
})
