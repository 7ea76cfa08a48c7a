import type { OddsDriftReply } from '@casino-club/shared'

export type DriftKind = OddsDriftReply['kinds'][number]
export type DriftLook = DriftKind['looks'][number]

/** Half the width of the 99.9 % band of one outcome, in standard errors. */
export const BAND = 3.290_53
/** Where the charts end: smaller chances are drawn here, and told exactly in the table. */
const LEAST_CHANCE = 1e-20

export interface OutcomePoint {
  readonly outcome: string
  readonly counted: number
  readonly expected: number
  /** The 99.9 % interval of what a fair table draws. */
  readonly low: number
  readonly high: number
  /** How far the count is from what is expected, in standard errors; null for what cannot be drawn at all. */
  readonly errors: number | null
}

/** What was counted of each outcome beside what a fair table draws. */
export function outcomePoints({ draws, outcomes }: Pick<DriftKind, 'draws' | 'outcomes'>): OutcomePoint[] {
  return outcomes.map(({ outcome, counted, expected }) => {
    const error = Math.sqrt(expected * Math.max(0, 1 - expected / draws))
    const [low, high] = [Math.max(0, expected - BAND * error), Math.min(draws, expected + BAND * error)]
    const errors = error > 0 ? (counted - expected) / error : counted === expected ? 0 : null
    return { outcome, counted, expected, low, high, errors }
  })
}

/** Outcomes beyond their band; of a thousand fair ones one is, too. */
export const beyondBand = (points: readonly OutcomePoint[]): OutcomePoint[] =>
  points.filter(({ errors }) => errors === null || Math.abs(errors) > BAND)

export interface ShownPoint {
  readonly outcome: string
  readonly errors: number
}

/** The points of the chart and how far its axis goes on either side; what cannot be drawn at all stands at its end. */
export function outcomeChart(points: readonly OutcomePoint[]): { points: ShownPoint[]; end: number } {
  const farthest = Math.max(0, ...points.map(({ errors }) => Math.abs(errors ?? 0)))
  const end = Math.max(4, Math.ceil(farthest * 1.05))
  return { points: points.map(({ outcome, errors }) => ({ outcome, errors: errors ?? end })), end }
}

export interface LookPoint {
  readonly draws: number
  readonly pValue: number
  readonly threshold: number
}

/** The points of the chart of looks, above zero, as a logarithm wants them; and the least value of its axis. */
export function lookChart(looks: readonly DriftLook[]): { points: LookPoint[]; least: number } {
  const points = looks.map(({ draws, pValue, threshold }) => ({
    draws,
    pValue: Math.max(pValue, LEAST_CHANCE),
    threshold,
  }))
  const smallest = Math.min(1e-9, ...points.map(({ pValue }) => pValue / 10))
  return { points, least: 10 ** Math.floor(Math.log10(smallest)) }
}

/** The powers of ten from one to the other, at most some ten of them. */
export function decades(from: number, to: number): number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))]
  const step = Math.max(1, Math.ceil((last - first) / 10))
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => 10 ** (first + index * step))
}

/** The look that has stopped the table, if one has. */
export const alarmOf = ({ looks }: Pick<DriftKind, 'looks'>): DriftLook | undefined => looks.find(({ alarm }) => alarm)

/** Kinds with an alarm first, the most played first among the others. */
export function inOrder(kinds: readonly DriftKind[]): DriftKind[] {
  const alarming = (kind: DriftKind) => (alarmOf(kind) ? 1 : 0)
  return kinds.toSorted((a, b) => alarming(b) - alarming(a) || b.draws - a.draws)
}
