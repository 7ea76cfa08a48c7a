import type { AnyMetric, ExperimentBody, MetricResult } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aBody } from './experiment.fixture.ts'
import { type ExposureCount, type JudgeInput, judge, type Measured } from './judge.rule.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-06-20T00:00:00Z')
const EVEN = { control: 1, large: 1 }

const share = (variant: string, hits: number, n: number): Measured => ({ variant, n, mean: hits / n, variance: 0 })
const exposed = (control: number, large: number, version = 2): ExposureCount[] => [
  { variant: 'control', version, players: control },
  { variant: 'large', version, players: large },
]

interface World {
  readonly body?: Partial<ExperimentBody>
  readonly exposures?: readonly ExposureCount[]
  readonly weights?: JudgeInput['weights']
  readonly measured?: readonly (readonly [AnyMetric, readonly Measured[]])[]
  readonly days?: number
}
const judged = ({ body, exposures = exposed(500, 500), weights, measured = [], days = 8 }: World = {}) =>
  judge({
    ...{ id: 'button', body: aBody(body), exposures, weights: weights ?? new Map([[2, EVEN]]) },
    ...{ measured: new Map(measured), startedAtMs: NOW - days * DAY_MS, untilMs: NOW, nowMs: NOW },
  })
const of = ({ metrics }: { metrics: readonly MetricResult[] }, metric: AnyMetric) =>
  metrics.find((result) => result.metric === metric)

describe('the split', () => {
  test('is believed where it is what was asked for', () => {
    expect(judged()).toMatchObject({ trusted: true, doubts: [], sampleRatio: { chiSquare: 0, pValue: 1 } })
  })

  test('is not believed where one in a thousand fair ones is worse: 10.83 at one degree of freedom', () => {
    // 450 and 550: 10; 447 and 553: 11.236.
    expect(judged({ exposures: exposed(450, 550) }).trusted).toBe(true)
    const skewed = judged({ exposures: exposed(447, 553) })
    expect(skewed).toMatchObject({ trusted: false, doubts: ['SAMPLE_RATIO'] })
    expect(skewed.sampleRatio.pValue).toBeCloseTo(0.000_802, 5)
  })

  test('is held against the weights that each came in by, and that they changed is said', () => {
    const weights = new Map([
      [2, EVEN],
      [3, { control: 1, large: 9 }],
    ])
    const result = judged({ weights, exposures: [...exposed(500, 500), ...exposed(100, 900, 3)] })
    expect(result).toMatchObject({ trusted: true, doubts: ['WEIGHTS_CHANGED'] })
    expect(result.sampleRatio.counts.map(({ expected }) => expected)).toEqual([600, 1_400])
  })

  test('of a handful is no measure', () => {
    expect(judged({ exposures: exposed(7, 1) })).toMatchObject({ trusted: true, sampleRatio: { pValue: null } })
  })
})

test.each([
  [99, 8, false],
  [100, 6.9, false],
  [100, 7, true],
])('with %d players in a variant after %d days the horizon is reached: %s', (least, days, reached) => {
  const result = judged({ exposures: exposed(least, least + 1), days })
  expect(result.horizon).toMatchObject({ reached, least })
  expect(result.doubts.includes('PEEKING')).toBe(!reached)
})

describe('a metric', () => {
  test('is shown by variant, and as a difference from the control', () => {
    const played = [share('control', 48, 80), share('large', 56, 70)]
    const result = of(judged({ measured: [['played', played]] }), 'played')
    // Newcombe 1998b, table II, method 10.
    expect(result?.differences[0]).toMatchObject({ variant: 'large', missing: null })
    expect(result?.differences[0]?.interval?.low).toBeCloseTo(0.052_4, 4)
    expect(result?.variants[0]).toMatchObject({ value: 0.6, players: 80 })
  })

  test('with three variants is held against the control twice, each at half of five percent', () => {
    const variants = ['control', 'large', 'huge'].map((id) => ({ id, name: id, weight: 1, settings: {} }))
    const result = judged({ body: { variants }, exposures: [] })
    expect(result.confidence).toBeCloseTo(0.975, 12)
    expect(of(result, 'played')?.differences).toHaveLength(2)
  })

  test('that is a ratio takes its variance from both of its parts', () => {
    const night = (variant: string, mean: number): Measured => ({
      ...{ variant, n: 400, mean, variance: mean },
      whole: { mean: 10, variance: 20, covariance: 1 },
    })
    const body = { guardrails: ['lateNightSpend' as const] }
    const measured = [['lateNightSpend', [night('control', 1), night('large', 4)]]] as const
    const result = of(judged({ body, measured }), 'lateNightSpend')
    expect(result?.variants.map(({ value }) => value)).toEqual([0.1, 0.4])
    expect(result?.harmedBy).toEqual(['large'])
  })
})

describe('a guard-rail', () => {
  const hits = (control: number, large: number) =>
    of(judged({ measured: [['limitHits', [share('control', control, 500), share('large', large, 500)]]] }), 'limitHits')
  test.each([
    [10, 10, []],
    [10, 22, []],
    [10, 60, ['large']],
    [60, 10, []],
  ])('that was hit by %d of the control and %d of the variant names %j', (control, large, harmedBy) => {
    expect(hits(control, large)?.harmedBy).toEqual(harmedBy)
  })
})

test('whatever was counted, there is a figure or a reason, and never anything that is no number', () => {
  const count = fc.integer({ min: 0, max: 50 })
  const measured = fc
    .tuple(count, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }))
    .map(([n, mean, variance]) => ({ n, mean, variance, whole: { mean: mean / 2, variance, covariance: 0 } }))
  fc.assert(
    fc.property(measured, measured, count, count, (one, other, first, second) => {
      const figures = [
        { variant: 'control', ...one },
        { variant: 'large', ...other },
      ]
      const plain = figures.map(({ whole: _, ...figure }) => figure)
      const body = { guardrails: ['limitHits' as const, 'lateNightSpend' as const] }
      const result = judged({
        ...{ body, exposures: exposed(first, second) },
        measured: [
          ['played', plain],
          ['plays', plain],
          ['limitHits', plain],
          ['lateNightSpend', figures],
        ],
      })
      const numbers: unknown[] = []
      JSON.stringify(result, (_, value: unknown) => {
        if (typeof value === 'number') numbers.push(value)
        return value
      })
      expect(numbers.every(Number.isFinite)).toBe(true)
      for (const { differences } of result.metrics) {
        for (const { difference, missing } of differences)
          expect((difference === null) === (missing !== null)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
