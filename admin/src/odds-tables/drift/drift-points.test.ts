import { describe, expect, test } from 'vitest'
import {
  beyondBand,
  type DriftKind,
  type DriftLook,
  decades,
  inOrder,
  lookChart,
  outcomeChart,
  outcomePoints,
} from './drift-points.ts'

const aLook = (over: Partial<DriftLook> = {}): DriftLook => ({
  look: 1,
  draws: 1_000,
  chiSquare: 3,
  degrees: 2,
  pValue: 0.3,
  threshold: 1e-7,
  alarm: false,
  checkedAt: '2026-03-01T00:00:00.000Z',
  ...over,
})
const aKind = (kind: string, draws: number, looks: DriftLook[] = []): DriftKind => ({
  kind,
  draws,
  outcomes: [],
  looks,
})

const FAIR = { outcome: 'heads', counted: 5_050, expected: 5_000 }

describe('an outcome', () => {
  test('stands as many standard errors from what is expected as the binomial says', () => {
    const [point] = outcomePoints({ draws: 10_000, outcomes: [FAIR] })
    expect(point?.errors).toBeCloseTo(1, 12)
    expect([point?.low, point?.high].map((end) => Math.round(end ?? 0))).toEqual([4_835, 5_165])
    expect(beyondBand(outcomePoints({ draws: 10_000, outcomes: [FAIR] }))).toEqual([])
  })

  test('that cannot be drawn, and was, is at the end of the chart and beyond every band', () => {
    const points = outcomePoints({ draws: 10_000, outcomes: [FAIR, { outcome: 'edge', counted: 1, expected: 0 }] })
    expect(points[1]?.errors).toBeNull()
    expect(beyondBand(points).map(({ outcome }) => outcome)).toEqual(['edge'])
    expect(outcomeChart(points)).toMatchObject({ end: 4, points: [{}, { outcome: 'edge', errors: 4 }] })
  })

  test('that cannot be drawn, and was not, is nothing to talk of', () => {
    expect(outcomePoints({ draws: 10, outcomes: [{ outcome: 'edge', counted: 0, expected: 0 }] })[0]?.errors).toBe(0)
  })

  test('far out widens the chart', () => {
    expect(outcomeChart(outcomePoints({ draws: 10_000, outcomes: [{ ...FAIR, counted: 6_000 }] })).end).toBe(21)
  })
})

describe('the chart of looks', () => {
  test('has no zero, which a logarithm cannot show', () => {
    const { points, least } = lookChart([aLook(), aLook({ look: 2, draws: 2_000, pValue: 0 })])
    expect(points.map(({ pValue }) => pValue)).toEqual([0.3, 1e-20])
    expect(least).toBeLessThan(1e-20)
    expect(least).toBeGreaterThan(0)
  })

  test('leaves room for the threshold where all looks are calm', () => {
    expect(lookChart([aLook()]).least).toBeLessThanOrEqual(1e-9)
  })

  test('is labelled with powers of ten, not too many', () => {
    expect(decades(1_000, 64_000)).toEqual([1_000, 10_000, 100_000])
    expect(decades(1e-21, 1).length).toBeLessThanOrEqual(11)
  })
})

test('kinds with an alarm come first, then the most played', () => {
  const kinds = [aKind('red', 10), aKind('black', 99), aKind('wheel', 5, [aLook({ alarm: true })])]
  expect(inOrder(kinds).map(({ kind }) => kind)).toEqual(['wheel', 'black', 'red'])
})
