import { describe, expect, test } from 'vitest'
import { type Facts, NO_WISHES, passGates, type SkipReason, type Wishes } from './gates.rule.ts'

const NOON = Date.UTC(2026, 5, 15, 3) // in Seoul
const HOUR_MS = 3_600_000
const CAPS = { game: 20, advertising: 2 }
const DAY_MS = 24 * HOUR_MS

const gates = (what: Facts, nowMs: number) => passGates(what, CAPS, nowMs)
const facts = (changes: Partial<Facts> = {}, wishes: Partial<Wishes> = {}): Facts => ({
  ...{ category: 'game', type: 'vaults', channel: 'push', cancelled: false, deadlineMs: NOON + 2 * DAY_MS },
  ...{ account: 'open', mayContact: true, zone: 'Asia/Seoul', recent: 0 },
  wishes: { ...NO_WISHES, ...wishes },
  ...changes,
})
const advert = (changes: Partial<Facts> = {}, wishes: Partial<Wishes> = {}): Facts =>
  facts({ category: 'advertising', type: 'news', ...changes }, { advertisingSinceMs: NOON - DAY_MS, ...wishes })

const skipped = {
  account_closed: facts({ account: 'closed' }),
  no_consent: advert({}, { advertisingSinceMs: null }),
  safe_play: facts({ mayContact: false }),
  all_off: facts({}, { allOff: true }),
  type_off: facts({}, { offTypes: ['vaults'] }),
  channel_off: facts({}, { offChannels: ['push'] }),
  quiet_hours: facts({ deadlineMs: NOON + HOUR_MS }, { quiet: { fromMinute: 11 * 60, toMinute: 13 * 60 } }),
  frequency_cap: facts({ recent: CAPS.game }),
} satisfies Record<Exclude<SkipReason, 'no_channel' | 'no_target'>, Facts>

test.each(Object.entries(skipped))('is skipped: %s', (reason, what) => {
  expect(gates(what, NOON)).toEqual({ kind: 'skip', reason })
})

describe('what is checked first says why', () => {
  test.each([
    ['cancelled', facts({ cancelled: true, deadlineMs: 0, account: 'closed' })],
    ['expired', facts({ deadlineMs: NOON, account: 'closed', mayContact: false })],
  ])('%s', (kind, what) => expect(gates(what, NOON)).toEqual({ kind }))

  test('consent before safe play, safe play before what he switched off', () => {
    const all = { allOff: true, offTypes: ['news'], advertisingSinceMs: null }
    expect(gates(advert({ mayContact: false }, all), NOON)).toMatchObject({ reason: 'no_consent' })
    const consenting = { ...all, advertisingSinceMs: NOON }
    expect(gates(advert({ mayContact: false }, consenting), NOON)).toMatchObject({ reason: 'safe_play' })
  })
})

describe('what an account needs', () => {
  const needed = (changes: Partial<Facts>, wishes: Partial<Wishes> = {}) =>
    gates(facts({ category: 'transactional', type: 'account', ...changes }, wishes), NOON)
  const silent: Partial<Wishes> = { allOff: true, offTypes: ['account'], offChannels: ['in_app', 'push'] }

  test('comes into the centre whatever was switched off, excluded or at night', () => {
    const quiet = { fromMinute: 0, toMinute: 1_439 }
    const hard = { channel: 'in_app', mayContact: false, recent: 1_000, account: 'leaving' } as const
    expect(needed(hard, { ...silent, quiet })).toEqual({ kind: 'go' })
  })

  test('is skipped elsewhere where its player wants that, and everywhere for an account that is gone', () => {
    expect(needed({}, { offChannels: ['push'] })).toMatchObject({ reason: 'channel_off' })
    expect(needed({}, { allOff: true })).toMatchObject({ reason: 'all_off' })
    expect(needed({ channel: 'in_app', account: 'closed' })).toMatchObject({ reason: 'account_closed' })
  })
})

test('who is leaving hears of nothing but his account', () => {
  expect(gates(facts({ account: 'leaving' }), NOON)).toMatchObject({ reason: 'account_closed' })
})

describe('quiet hours', () => {
  const overnight = { quiet: { fromMinute: 22 * 60, toMinute: 7 * 60 } }
  test.each([
    ['begin with their first minute', '2026-06-15T13:00:00Z', '2026-06-15T22:00:00Z'],
    ['go over midnight', '2026-06-15T18:00:00Z', '2026-06-15T22:00:00Z'],
    ['last to their last minute', '2026-06-15T21:59:59Z', '2026-06-15T22:00:00Z'],
  ])('%s', (_what, now, until) => {
    const verdict = gates(facts({ deadlineMs: Date.parse(until) + HOUR_MS }, overnight), Date.parse(now))
    expect(verdict).toEqual({ kind: 'wait', untilMs: Date.parse(until) })
  })

  test('that begin and end at one time are none', () => {
    expect(gates(facts({}, { quiet: { fromMinute: 720, toMinute: 720 } }), NOON)).toEqual({ kind: 'go' })
  })

  test('that end no sooner than the deadline mean that it is skipped', () => {
    const now = Date.parse('2026-06-15T18:00:00Z')
    const deadlineMs = Date.parse('2026-06-15T22:00:00Z')
    expect(gates(facts({ deadlineMs }, overnight), now)).toMatchObject({ reason: 'quiet_hours' })
  })
})

describe('advertising', () => {
  const night = Date.parse('2026-06-15T14:00:00Z') // 23:00 in Seoul
  const morning = Date.parse('2026-06-15T23:00:00Z')

  test('waits for the morning without a consent to the night', () => {
    expect(gates(advert(), night)).toEqual({ kind: 'wait', untilMs: morning })
    expect(gates(advert({}, { nightSinceMs: NOON }), night)).toEqual({ kind: 'go' })
    expect(gates(advert(), NOON)).toEqual({ kind: 'go' })
  })

  test('waits by the zone of its player', () => {
    expect(gates(advert({ zone: 'America/New_York' }), night)).toEqual({ kind: 'go' })
    expect(gates(advert({ zone: 'America/New_York' }), NOON)).toMatchObject({ kind: 'wait' })
  })

  test('waits for the last of two stretches that follow each other', () => {
    const longer = { quiet: { fromMinute: 7 * 60 + 30, toMinute: 9 * 60 } }
    expect(gates(advert({}, longer), night)).toEqual({ kind: 'wait', untilMs: morning + HOUR_MS })
  })

  test('needs a consent that is not older than two years', () => {
    const old = { advertisingSinceMs: NOON - 730 * DAY_MS }
    expect(gates(advert({}, old), NOON)).toMatchObject({ reason: 'no_consent' })
    expect(gates(advert({}, old), NOON - 1)).toEqual({ kind: 'go' })
  })

  test('comes twice a day at most', () => {
    expect(gates(advert({ recent: 1 }), NOON)).toEqual({ kind: 'go' })
    expect(gates(advert({ recent: 2 }), NOON)).toMatchObject({ reason: 'frequency_cap' })
  })
})
