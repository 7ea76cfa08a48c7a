import { must } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { carryUsage, usedNow } from './carry-usage.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, NOON_MS, POLICY, play, used } from './safe-play.fixture.ts'

const { calendar } = POLICY
const AT = { seq: 9, nowMs: NOON_MS }
const lost = (amount: number, atMs = NOON_MS - HOUR_MS) => used([{ flow: play(amount), atMs }])
const figures = (usage: ReturnType<typeof carryUsage>) => usage.windows.map(([, , staked, net]) => [staked, net])

test('what another account has used of the open windows is used here', () => {
  const other = must(usedNow(lost(300), calendar, NOON_MS))
  expect(figures(carryUsage(lost(50), other, AT, calendar))).toEqual([
    [350, -350],
    [350, -350],
    [350, -350],
  ])
  const fresh = carryUsage(undefined, other, AT, calendar)
  expect(figures(fresh)[0]).toEqual([300, -300])
  expect(fresh.since).toBe(AT.seq)
})

test('play time counts too, and the session goes on as it was', () => {
  const minutes = [0, 1, 2].map((minute) => ({ flow: play(1, 1), atMs: NOON_MS - HOUR_MS + minute * MINUTE_MS }))
  const own = must(lost(50))
  const carried = carryUsage(own, must(usedNow(used(minutes), calendar, NOON_MS)), AT, calendar)
  expect(carried.windows[0][6]).toBe(2 * MINUTE_MS)
  expect(carried.session).toEqual(own.session)
})

test('what another account has won leaves no room for losses here', () => {
  const won = used([{ flow: play(100, 900), atMs: NOON_MS - HOUR_MS }])
  expect(figures(carryUsage(lost(50), must(usedNow(won, calendar, NOON_MS)), AT, calendar))[0]).toEqual([150, -50])
})

test('what was used yesterday counts in the week and not in the day', () => {
  const other = must(usedNow(lost(300, NOON_MS - DAY_MS), calendar, NOON_MS))
  expect(figures(carryUsage(lost(50), other, AT, calendar))).toEqual([
    [50, -50],
    [350, -350],
    [350, -350],
  ])
})

test('who has used nothing of the open windows carries nothing', () => {
  expect(usedNow(undefined, calendar, NOON_MS)).toBeNull()
  expect(usedNow(lost(300, NOON_MS - 90 * DAY_MS), calendar, NOON_MS)).toBeNull()
})
