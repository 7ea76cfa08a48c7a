import type { Limits, Usage } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarOf } from '../platform/time/calendar.ts'
import type { Flow } from '../player/index.ts'
import { policyOf } from './policies.ts'
import { limitReached, refusePlay } from './refuse-play.ts'
import { coins, DAY_MS, HOUR_MS, MINUTE_MS, NOON_MS, POLICY, play, restricted, used } from './safe-play.fixture.ts'
import { countPlay, windowsNow } from './usage.ts'

const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS
const day = (usage: Usage | undefined) => usage?.windows[0]

describe('usage', () => {
  test('counts stakes and results by currency', () => {
    const usage = used([
      { flow: play(100, 30), atMs: NOON_MS },
      { flow: { kind: 'play', currency: 'gems', bet: 50, win: 0 }, atMs: NOON_MS },
      { flow: { kind: 'spend', won: 900 }, atMs: NOON_MS },
    ])
    for (const window of usage?.windows ?? []) expect(window.slice(2)).toEqual([100, -70, 50, -50, 0, 900])
    expect(usage?.session.slice(4)).toEqual([-70, -50])
  })

  test('takes a stake back whole when it is returned, and counts it lost until it is settled', () => {
    const placed: Flow = { kind: 'place', currency: 'coins', bet: 80 }
    expect(day(used([{ flow: placed, atMs: NOON_MS }]))?.slice(2, 4)).toEqual([80, -80])
    const back: Flow = { kind: 'return', currency: 'coins', bet: 80, stakeSeq: 1 }
    expect(
      day(
        used([
          { flow: placed, atMs: NOON_MS },
          { flow: back, atMs: NOON_MS },
        ]),
      )?.slice(2, 4),
    ).toEqual([0, 0])
    const won: Flow = { kind: 'settle', currency: 'coins', win: 200, stakeSeq: 1 }
    expect(
      day(
        used([
          { flow: placed, atMs: NOON_MS },
          { flow: won, atMs: NOON_MS },
        ]),
      )?.slice(2, 4),
    ).toEqual([80, 120])
  })

  test('of today gains nothing by what yesterday’s stake wins; that of the month does', () => {
    const usage = used([
      { flow: { kind: 'place', currency: 'coins', bet: 80 }, atMs: MIDNIGHT_MS - 1 },
      { flow: play(10), atMs: MIDNIGHT_MS },
      { flow: { kind: 'settle', currency: 'coins', win: 5_000, stakeSeq: 1 }, atMs: MIDNIGHT_MS + 1 },
    ])
    expect(usage?.windows.map((window) => window[3])).toEqual([-10, 4_910, 4_910])
  })

  test('counts gaps below five minutes as play, and only what of them lies in the window', () => {
    const usage = used([
      { flow: play(1), atMs: MIDNIGHT_MS - 3 * MINUTE_MS },
      { flow: play(1), atMs: MIDNIGHT_MS + MINUTE_MS },
      { flow: play(1), atMs: MIDNIGHT_MS + 6 * MINUTE_MS },
    ])
    expect(usage?.windows.map((window) => window[6])).toEqual([MINUTE_MS, 4 * MINUTE_MS, 4 * MINUTE_MS])
    expect(usage?.session.slice(1, 3)).toEqual([3, 0])
  })

  test('stays as it is when the clock is set back, and opens no window twice', () => {
    const before = used([{ flow: play(100), atMs: MIDNIGHT_MS + HOUR_MS }])
    const after = countPlay(before, play(100), { seq: 2, nowMs: NOON_MS }, POLICY.calendar)
    expect(after?.windows.map((window) => window[2])).toEqual([200, 200, 200])
    expect(day(after)?.[6]).toBe(0)
  })

  test('of a stake placed before anything was counted changes nothing', () => {
    const settled: Flow = { kind: 'settle', currency: 'coins', win: 500, stakeSeq: 1 }
    expect(countPlay(undefined, settled, { seq: 2, nowMs: NOON_MS }, POLICY.calendar)).toBeUndefined()
  })
})

/** Plays, open stakes and their ends, at times that go on by moments, minutes, hours and days, and sometimes back. */
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('play', 'place', 'end', 'return'),
    bet: fc.integer({ min: 1, max: 500 }),
    winPercent: fc.constantFrom(0, 0, 50, 100, 300),
    laterMs: fc.oneof(
      fc.integer({ min: 0, max: 400_000 }),
      fc.integer({ min: 0, max: 30 * HOUR_MS }),
      fc.integer({ min: -2 * DAY_MS, max: 0 }),
    ),
  }),
  { maxLength: 60 },
)

interface Taken {
  readonly seq: number
  readonly bet: number
  win: number | undefined
  /** The windows it fell into. */
  readonly windows: readonly number[]
}

/** Plays on through all refusals; gives what was taken, with the windows as the usage had them. */
function playOn(
  limits: Limits,
  sequence: readonly (typeof steps extends fc.Arbitrary<infer S> ? S : never)[number][],
  zone: string,
) {
  const policy = { ...POLICY, calendar: calendarOf(zone), realityCheckMinutes: 1_000_000 }
  let usage: Usage | undefined
  let nowMs = Date.UTC(2026, 2, 27, 22)
  let seq = 0
  const taken: Taken[] = []
  const count = (flow: Flow) => {
    seq++
    usage = countPlay(usage, flow, { seq, nowMs }, policy.calendar)
  }
  for (const { what, bet, winPercent, laterMs } of sequence) {
    nowMs += laterMs
    if (what === 'end' || what === 'return') {
      const stake = taken.find(({ win }) => win === undefined)
      if (stake === undefined) continue
      stake.win = what === 'return' ? stake.bet : Math.floor((stake.bet * winPercent) / 100)
      if (what === 'return') taken.splice(taken.indexOf(stake), 1)
      const end = { currency: 'coins', stakeSeq: stake.seq } as const
      count(what === 'return' ? { kind: 'return', bet: stake.bet, ...end } : { kind: 'settle', win: stake.win, ...end })
      continue
    }
    if (refusePlay(restricted({ limits }, usage), coins(bet), nowMs, policy)) continue
    const win = what === 'play' ? Math.floor((bet * winPercent) / 100) : undefined
    count(win === undefined ? { kind: 'place', currency: 'coins', bet } : play(bet, win))
    const windows = windowsNow(usage, policy.calendar, { seq, nowMs }).map(([window]) => window)
    taken.push({ seq, bet, win, windows })
  }
  return { taken, usage }
}

describe('whatever is played in whatever order, across changes of clock and ends of months,', () => {
  const limit = fc.integer({ min: 0, max: 2_000 })
  const zones = fc.constantFrom('Europe/London', 'Asia/Seoul', 'America/Santiago')

  test('no window’s stakes, loss or time goes above its limit, to the coin', () => {
    fc.assert(
      fc.property(fc.tuple(limit, limit, limit), steps, zones, ([stakes, loss, minutes], sequence, zone) => {
        const limits: Limits = { 'stakeCoins.day': stakes, 'lossCoins.week': loss, 'timeMinutes.month': minutes }
        const { taken, usage } = playOn(limits, sequence, zone)
        for (const at of [0, 1, 2] as const) {
          for (const window of new Set(taken.map(({ windows }) => windows[at]))) {
            const within = taken.filter(({ windows }) => windows[at] === window)
            const staked = within.reduce((sum, { bet }) => sum + bet, 0)
            const lost = within.reduce((sum, { bet, win }) => sum + bet - (win ?? 0), 0)
            if (at === 0) expect(staked).toBeLessThanOrEqual(stakes)
            if (at === 1) expect(lost).toBeLessThanOrEqual(loss)
          }
        }
        expect(usage?.windows[2][6] ?? 0).toBeLessThanOrEqual(minutes * MINUTE_MS)
      }),
      { numRuns: 500 },
    )
  })

  test('the counters are what was taken in the windows that are open', () => {
    fc.assert(
      fc.property(steps, zones, (sequence, zone) => {
        const { taken, usage } = playOn({}, sequence, zone)
        for (const at of [0, 1, 2] as const) {
          const within = taken.filter(({ windows }) => windows[at] === usage?.windows[at][0])
          expect(usage?.windows[at][2] ?? 0).toBe(within.reduce((sum, { bet }) => sum + bet, 0))
          expect(usage?.windows[at][3] ?? 0).toBe(within.reduce((sum, { bet, win }) => sum + (win ?? 0) - bet, 0))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a refusal says nothing about what would have been drawn: it is the same for any win', () => {
    const GB = policyOf('GB')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }), (bet, most) => {
        const safe = restricted({ limits: { 'lossCoins.day': most } })
        expect(refusePlay(safe, coins(bet), NOON_MS, GB)?.reason).toBe(bet > most ? 'LOSS_LIMIT' : undefined)
        expect(limitReached(safe, NOON_MS, GB)?.reason).toBe(most === 0 ? 'LOSS_LIMIT' : undefined)
      }),
    )
  })
})
