import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import { add, ONE, ratio, toRational, ZERO } from '../rational.ts'
import { refuse } from '../reasons.ts'
import { analyseCrash, CRASH_ROUND, crashStep } from './analysis.ts'
import {
  CRASH_DRAWS,
  type CrashRefusal,
  crashChoiceSchema,
  crashWin,
  decideCashOut,
  drawCrash,
  drawsReaching,
  elapsedAt,
  multiplierAt,
  refuseCrash,
} from './flight.ts'
import { crashGame } from './game.ts'
import { crashTableSchema, STANDARD_CRASH_TABLE as TABLE } from './table.ts'

const nodeHmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()
const drawing = (draw: number) => ({ below: () => draw })
const pointOf = (draw: number) => drawCrash(TABLE, drawing(draw)).point

describe('a point', () => {
  test.each([
    [0, 100_000],
    [41_661_181, 10_000],
    [41_661_182, 9_999],
    [2_083_059_137, 200],
    [2_083_059_138, 199],
    [4_124_869_580, 101],
    [4_124_869_581, 100],
    [CRASH_DRAWS - 1, 100],
  ])('of draw %i is %i', (draw, point) => {
    expect(pointOf(draw)).toBe(point)
  })

  test('is at least a multiplier for exactly as many draws as are counted', () => {
    for (const multiplier of [101, 102, 150, 199, 200, 333, 1_000, 12_345, 99_999, 100_000]) {
      const draws = drawsReaching(TABLE, multiplier)
      expect([pointOf(draws - 1) >= multiplier, pointOf(draws) >= multiplier], `${multiplier}`).toEqual([true, false])
    }
    expect([drawsReaching(TABLE, 100), drawsReaching(TABLE, 100_001)]).toEqual([CRASH_DRAWS, 0])
  })
})

describe('the exact odds', () => {
  const { kinds, facts } = analyseCrash(TABLE)

  test('return all but the edge wherever one cashes out, less what is cut to a draw', () => {
    for (const { kind, rtpPercent, lowestRtpPercent } of kinds.filter(({ rtp }) => rtp !== null)) {
      expect(rtpPercent, kind).toBeGreaterThan(96.99)
      expect(rtpPercent, kind).toBeLessThanOrEqual(97)
      expect(lowestRtpPercent, kind).toBeGreaterThan(96)
    }
  })

  test('state the best and the worst of all cash-outs, at every stake', () => {
    const small = { ...TABLE, maxMultiplier: 12, minBet: 7, maxBet: { STANDARD: 300, PREMIUM: 300, VIP: 300 } }
    const returns = { lowest: Number.POSITIVE_INFINITY, highest: 0 }
    for (let at = 101; at <= 1_200; at++) {
      const reached = drawsReaching(small, at)
      for (let stake = small.minBet; stake <= 300; stake++) {
        const paid = (reached * crashWin(stake, at)) / stake / CRASH_DRAWS
        returns.lowest = Math.min(returns.lowest, paid)
      }
      returns.highest = Math.max(returns.highest, (reached * at) / 100 / CRASH_DRAWS)
    }
    const cashOuts = analyseCrash(small).kinds.filter(({ rtp }) => rtp !== null)
    expect(Math.min(...cashOuts.map((kind) => must(kind.lowestRtpPercent)))).toBeCloseTo(100 * returns.lowest, 6)
    expect(Math.max(...cashOuts.map((kind) => must(kind.rtpPercent)))).toBeCloseTo(100 * returns.highest, 6)
  })

  test('of all steps come to one', () => {
    const round = must(kinds.find(({ kind }) => kind === CRASH_ROUND))
    const sum = round.outcomes.map(({ probability }) => toRational(probability)).reduce(add, ZERO)
    expect(sum).toEqual(ONE)
    expect(must(round.outcomes[0])).toMatchObject({ outcome: '1.00', probability: must(facts?.crashAtOnce) })
  })

  test('know the steps of a smaller table', () => {
    const small = analyseCrash({ ...TABLE, maxMultiplier: 3 })
    const round = must(small.kinds.find(({ kind }) => kind === CRASH_ROUND))
    expect(round.outcomes.at(-1)?.outcome).toBe('3.00')
    expect(round.outcomes.map(({ probability }) => toRational(probability)).reduce(add, ZERO)).toEqual(ONE)
  })
})

test('points drawn from seeds fall into the steps as often as the odds say', () => {
  const rounds = 100_000
  const counts = new Map<string, number>()
  for (let nonce = 1; nonce <= rounds; nonce++) {
    const stream = fairStream({ serverSeed: '5c'.repeat(32), clientSeed: 'crash', nonce }, nodeHmac)
    const step = crashStep(drawCrash(TABLE, stream).point)
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  const round = must(analyseCrash(TABLE).kinds.find(({ kind }) => kind === CRASH_ROUND))
  const chiSquare = round.outcomes.reduce((sum, { outcome, percent }) => {
    const expected = (rounds * percent) / 100
    return sum + ((counts.get(outcome) ?? 0) - expected) ** 2 / expected
  }, 0)
  // The 99.9 % point at 10 degrees of freedom.
  expect(chiSquare).toBeLessThan(29.588)
}, 60_000)

test('the multiplier rises with time, and is reached when it is said to be', () => {
  expect([0, 1_000, 6_931, 6_932, 23_026].map((ms) => multiplierAt(TABLE, ms))).toEqual([100, 110, 199, 200, 1_000])
  expect(multiplierAt(TABLE, -5)).toBe(100)
  for (const multiplier of [101, 150, 200, 1_000, 100_000]) {
    const ms = elapsedAt(TABLE, multiplier)
    expect([multiplierAt(TABLE, ms - 1), multiplierAt(TABLE, ms + 1)]).toEqual([
      expect.toSatisfy((before: number) => before < multiplier),
      expect.toSatisfy((after: number) => after >= multiplier),
    ])
  }
})

describe('a cash-out', () => {
  const at = (ms: number, point = 200) => decideCashOut(TABLE, { point }, ms)

  test('is where the flight was at that moment, never above the point', () => {
    expect(at(1_000)).toEqual({ ok: true, cashedOutAt: 110 })
    expect(at(6_931.4)).toEqual({ ok: true, cashedOutAt: 199 })
  })

  test('is refused before the first hundredth and from the crash on', () => {
    expect(at(10)).toMatchObject({ reason: 'NOT_FLYING' })
    expect(at(6_932)).toMatchObject({ reason: 'TOO_LATE', message: 'it came 1 ms after the crash' })
    expect(at(0, 100)).toMatchObject({ reason: 'TOO_LATE' })
  })
})

describe('a bet', () => {
  const refusals = {
    CHOICE_NOT_OFFERED: { bet: 100, autoCashOut: 100_001 },
    BET_TOO_LOW: { bet: 99 },
    BET_ABOVE_LIMIT: { bet: 5_001 },
  } satisfies Record<CrashRefusal, object>

  test.each(Object.entries(refusals))('is refused: %s', (reason, choice) => {
    expect(refuseCrash(TABLE, choice, 'STANDARD')).toEqual(refuse(reason as CrashRefusal, expect.any(String) as never))
  })

  test.each([[{}], [{ bet: 1.5 }], [{ bet: 100, autoCashOut: 100 }], [{ bet: 100, lucky: 1 }]])(
    'is none: %o',
    (body) => {
      expect(crashChoiceSchema.safeParse(body).success).toBe(false)
    },
  )

  test('is paid for what its player did, and only for what the round allows', () => {
    const win = (bet: object, act: object | null, point: number) =>
      crashGame.winOf(TABLE, { userId: 1, choice: bet as never, act: act as never }, { point })
    expect(win({ bet: 100 }, { cashedOutAt: 150 }, 150)).toBe(150)
    expect(win({ bet: 101 }, { cashedOutAt: 133 }, 200)).toBe(134)
    expect(win({ bet: 100 }, null, 900)).toBe(0)
    expect(win({ bet: 100 }, { cashedOutAt: 151 }, 150)).toBeUndefined()
    expect(win({ bet: 100, autoCashOut: 120 }, { cashedOutAt: 121 }, 150)).toBeUndefined()
    expect(win({ bet: 100, autoCashOut: 120 }, null, 120)).toBeUndefined()
    expect(win({ bet: 100, autoCashOut: 120 }, null, 119)).toBe(0)
    expect(crashGame.highestWin(TABLE, { bet: 100 })).toBe(100_000)
    expect(crashGame.highestWin(TABLE, { bet: 100, autoCashOut: 250 })).toBe(250)
  })
})

test('a table is whole numbers within their bounds', () => {
  const accepted = (change: object) => crashTableSchema.safeParse({ ...TABLE, ...change }).success
  expect(accepted({})).toBe(true)
  for (const change of [
    { edgeBasisPoints: -1 },
    { edgeBasisPoints: 1.5 },
    { growthPerMille: 0 },
    { maxMultiplier: 1 },
    { bettingMs: 0 },
    { extra: 1 },
    { minBet: 10_000 },
  ]) {
    expect(accepted(change), JSON.stringify(change)).toBe(false)
  }
  expect(ratio(97, 100)).toEqual(ratio(TABLE.declaredRtp.maxBasisPoints, 10_000))
})
