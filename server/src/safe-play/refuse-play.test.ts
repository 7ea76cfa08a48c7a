import { must, type SafeState } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import type { Asked, Flow } from '../player/index.ts'
import { policyOf } from './policies.ts'
import { realityCheckDue } from './reality-check.ts'
import { closedTo, limitReached, type PlayRefusal, refusePlay, refuseSpend, type SpendRefusal } from './refuse-play.ts'
import { coins, DAY_MS, HOUR_MS, MINUTE_MS, NOON_MS, POLICY, play, restricted, used } from './safe-play.fixture.ts'

const GB = policyOf('GB')

/** So many minutes of play, a play a minute, up to noon. */
const minutesOfPlay = (minutes: number) =>
  Array.from({ length: minutes + 1 }, (_, minute) => ({
    flow: play(1, 1),
    atMs: NOON_MS - (minutes - minute) * MINUTE_MS,
  }))

interface Case {
  readonly safe: SafeState
  readonly asked?: Extract<Asked, { kind: 'stake' }>
  readonly policy?: typeof POLICY
}

const lost = used([{ flow: play(500, 200), atMs: NOON_MS - HOUR_MS }])

const refusals = {
  SELF_EXCLUDED: [
    { safe: restricted({ exclusion: { sinceMs: 0, untilMs: null } }) },
    { safe: restricted({ exclusion: { sinceMs: 0, untilMs: NOON_MS + 1 } }) },
    // Its end has come, but the return is not confirmed.
    { safe: restricted({ exclusion: { sinceMs: 0, untilMs: NOON_MS - DAY_MS } }) },
  ],
  PAUSED: [{ safe: restricted({ pausedUntilMs: NOON_MS + 1 }) }],
  REALITY_CHECK_DUE: [
    { safe: restricted({}, used(minutesOfPlay(60))) },
    { safe: restricted({ realityCheckMinutes: 15 }, used(minutesOfPlay(15))) },
  ],
  TOO_FAST: [
    { safe: restricted({}, used([{ flow: play(1), atMs: NOON_MS - 2_499 }])), policy: GB },
    { safe: restricted({}, used([{ flow: play(1), atMs: NOON_MS + 100 }])), policy: GB },
    {
      safe: restricted({}, used([{ flow: play(1), atMs: NOON_MS - 4_999 }])),
      policy: GB,
      asked: { ...coins(1), game: 'dice' },
    },
  ],
  TIME_LIMIT: [
    { safe: restricted({ limits: { 'timeMinutes.day': 20 } }, used(minutesOfPlay(20))) },
    { safe: restricted({ limits: { 'timeMinutes.month': 0 } }) },
  ],
  STAKE_LIMIT: [
    { safe: restricted({ limits: { 'stakeCoins.day': 99 } }) },
    { safe: restricted({ limits: { 'stakeCoins.week': 599 } }, lost) },
    { safe: restricted({ limits: { 'stakeGems.month': 99 } }), asked: { ...coins(100), currency: 'gems' } },
  ],
  LOSS_LIMIT: [
    { safe: restricted({ limits: { 'lossCoins.day': 399 } }, lost) },
    { safe: restricted({ limits: { 'lossGems.week': 99 } }), asked: { ...coins(100), currency: 'gems' } },
  ],
} satisfies Record<PlayRefusal, readonly Case[]>

describe('a play', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, cases: readonly Case[]) => {
    for (const { safe, asked = coins(100), policy = POLICY } of cases) {
      expect(refusePlay(safe, asked, NOON_MS, policy)).toMatchObject({ ok: false, reason })
    }
  })

  test('is allowed to the coin', () => {
    const safe = restricted({ limits: { 'stakeCoins.day': 600, 'lossCoins.day': 400 } }, lost)
    expect(refusePlay(safe, coins(100), NOON_MS, POLICY)).toBeUndefined()
    expect(refusePlay(safe, coins(101), NOON_MS, POLICY)).toMatchObject({ reason: 'STAKE_LIMIT' })
  })

  test('is allowed to whoever has decided nothing, or only things that do not concern it', () => {
    expect(refusePlay(undefined, coins(1_000_000_000), NOON_MS, POLICY)).toBeUndefined()
    expect(
      refusePlay(restricted({ limits: { 'stakeGems.day': 0, 'spendWon.day': 0 } }), coins(1), NOON_MS, POLICY),
    ).toBeUndefined()
    expect(refusePlay(restricted({ pausedUntilMs: NOON_MS }), coins(1), NOON_MS, POLICY)).toBeUndefined()
  })

  test('is told when it may begin', () => {
    const safe = restricted({}, used([{ flow: play(1), atMs: NOON_MS - 1_000 }]))
    expect(refusePlay(safe, coins(1), NOON_MS, GB)).toMatchObject({ reason: 'TOO_FAST', retryAfterMs: 1_500 })
    expect(refusePlay(safe, coins(1), NOON_MS + 1_500, GB)).toBeUndefined()
  })

  test('waits for nothing after the clock was set back by more than the interval', () => {
    const safe = restricted({}, used([{ flow: play(1), atMs: NOON_MS + HOUR_MS }]))
    expect(refusePlay(safe, coins(1), NOON_MS, GB)).toBeUndefined()
  })

  test('is not waited for by games between players', () => {
    const safe = restricted({}, used([{ flow: play(1), atMs: NOON_MS }]))
    expect(refusePlay(safe, { ...coins(1), game: 'match' }, NOON_MS, GB)).toBeUndefined()
  })

  test('has its limits afresh in the next window', () => {
    const safe = restricted({ limits: { 'stakeCoins.day': 500 } }, lost)
    expect(refusePlay(safe, coins(1), NOON_MS, POLICY)).toMatchObject({ reason: 'STAKE_LIMIT' })
    expect(refusePlay(safe, coins(500), NOON_MS + DAY_MS, POLICY)).toBeUndefined()
  })
})

describe('a reality check', () => {
  test('tells minutes and result, and is over after a break', () => {
    const safe = restricted({}, used([...minutesOfPlay(60).slice(0, -1), { flow: play(100, 40), atMs: NOON_MS }]))
    expect(realityCheckDue(safe, POLICY, NOON_MS)).toEqual({ minutes: 60, netCoins: -60, netGems: 0 })
    expect(realityCheckDue(safe, POLICY, NOON_MS + 5 * MINUTE_MS)).toBeUndefined()
  })

  test('may come sooner than the policy has it, never later', () => {
    const usage = used(minutesOfPlay(59))
    expect(realityCheckDue(restricted({ realityCheckMinutes: 30 }, usage), POLICY, NOON_MS)).toMatchObject({
      minutes: 59,
    })
    expect(
      realityCheckDue(restricted({ realityCheckMinutes: 60 }, usage), { ...POLICY, realityCheckMinutes: 20 }, NOON_MS),
    ).toBeDefined()
    expect(realityCheckDue(restricted({}, usage), POLICY, NOON_MS)).toBeUndefined()
  })
})

const won = (amount: number): Flow => ({ kind: 'spend', won: amount })

const purchases = {
  SELF_EXCLUDED: restricted({ exclusion: { sinceMs: 0, untilMs: null } }),
  PAUSED: restricted({ pausedUntilMs: NOON_MS + 1 }),
  SPEND_LIMIT: restricted(
    { limits: { 'spendWon.month': 10_000 } },
    used([{ flow: won(5_001), atMs: NOON_MS - DAY_MS }]),
  ),
  TIME_LIMIT: restricted({ limits: { 'timeMinutes.day': 20 } }, used(minutesOfPlay(20))),
  STAKE_LIMIT: restricted({ limits: { 'stakeCoins.day': 500 } }, lost),
  LOSS_LIMIT: restricted({ limits: { 'lossCoins.day': 300 } }, lost),
} satisfies Record<SpendRefusal, SafeState>

describe('a purchase', () => {
  test.each(Object.entries(purchases))('is refused: %s', (reason, safe) => {
    expect(refuseSpend(safe, 5_000, NOON_MS, POLICY)).toMatchObject({ ok: false, reason })
  })

  test('is allowed to the last won', () => {
    expect(refuseSpend(purchases.SPEND_LIMIT, 4_999, NOON_MS, POLICY)).toBeUndefined()
    expect(refuseSpend(undefined, 700_000, NOON_MS, POLICY)).toBeUndefined()
  })

  test('meets the ceiling of a region, whatever limit the player has set', () => {
    const KR = policyOf('KR')
    expect(refuseSpend(undefined, 700_000, NOON_MS, KR)).toBeUndefined()
    expect(refuseSpend(undefined, 700_001, NOON_MS, KR)).toMatchObject({ reason: 'SPEND_LIMIT' })
    const own = restricted({ limits: { 'spendWon.month': 900_000 } })
    expect(refuseSpend(own, 700_001, NOON_MS, KR)).toMatchObject({ reason: 'SPEND_LIMIT' })
  })
})

test('a limit is reached when nothing of it is left', () => {
  expect(limitReached(restricted({ limits: { 'lossCoins.day': 300 } }, lost), NOON_MS, POLICY)).toMatchObject({
    reason: 'LOSS_LIMIT',
  })
  expect(limitReached(restricted({ limits: { 'lossCoins.day': 301 } }, lost), NOON_MS, POLICY)).toBeUndefined()
})

test('who is out is told until when', () => {
  expect(closedTo(must(must(refusals.PAUSED[0]).safe.restrictions), NOON_MS)).toMatchObject({
    reason: 'PAUSED',
    untilMs: NOON_MS + 1,
  })
  expect(closedTo(must(must(refusals.SELF_EXCLUDED[0]).safe.restrictions), NOON_MS)).toMatchObject({ untilMs: null })
})
