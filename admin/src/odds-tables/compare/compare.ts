import type { Fraction, GameAnalysis, KindAnalysis, OutcomeOdds } from '@casino-club/shared'
import { fractionNumber } from '../odds/fraction.ts'

/** A number on both sides; null where a side has none. */
export interface Change {
  readonly before: number | null
  readonly after: number | null
  /** After less before; null unless both are there. */
  readonly difference: number | null
}

export interface OutcomeChange extends Change {
  readonly outcome: string
  /** What it pays, in stakes. */
  readonly pays: Change
  /** Whether chance or payout differ at all, be it beyond the digits shown. */
  readonly changed: boolean
}

export const KIND_MEASURES = ['rtp', 'lowestRtp', 'hitRate', 'volatility', 'maxWin'] as const
export type KindMeasure = (typeof KIND_MEASURES)[number]

export interface KindChange {
  readonly kind: string
  readonly presence: 'both' | 'added' | 'removed'
  readonly measures: Readonly<Record<KindMeasure, Change>>
  /** Per cent of each outcome. */
  readonly outcomes: readonly OutcomeChange[]
  readonly changed: boolean
}

/** Differences of per cents and multipliers: floating point must not show in them. */
const rounded = (value: number): number => Number(value.toFixed(9))

export function changeOf(before: number | null | undefined, after: number | null | undefined): Change {
  const [from, to] = [before ?? null, after ?? null]
  return { before: from, after: to, difference: from === null || to === null ? null : rounded(to - from) }
}

const sameFraction = (a: Fraction | undefined, b: Fraction | undefined): boolean =>
  a?.numerator === b?.numerator && a?.denominator === b?.denominator

function outcomeChange(outcome: string, before?: OutcomeOdds, after?: OutcomeOdds): OutcomeChange {
  return {
    outcome,
    ...changeOf(before?.percent, after?.percent),
    pays: changeOf(before?.multiplier, after?.multiplier),
    changed: !sameFraction(before?.probability, after?.probability) || before?.multiplier !== after?.multiplier,
  }
}

/** Names of both lists: those of the second in its order, then what only the first has. */
const union = (before: readonly string[], after: readonly string[]): string[] => [...new Set([...after, ...before])]

function kindChange(kind: string, before?: KindAnalysis, after?: KindAnalysis): KindChange {
  const [from, to] = [before, after].map((side) => new Map(side?.outcomes.map((odds) => [odds.outcome, odds])))
  const outcomes = union([...(from?.keys() ?? [])], [...(to?.keys() ?? [])]).map((outcome) =>
    outcomeChange(outcome, from?.get(outcome), to?.get(outcome)),
  )
  const measures = {
    rtp: changeOf(before?.rtpPercent, after?.rtpPercent),
    lowestRtp: changeOf(before?.lowestRtpPercent, after?.lowestRtpPercent),
    hitRate: changeOf(before?.hitRatePercent, after?.hitRatePercent),
    volatility: changeOf(before?.volatility, after?.volatility),
    maxWin: changeOf(before?.maxWinMultiple, after?.maxWinMultiple),
  }
  const moved = Object.values(measures).some(({ before: was, after: is }) => was !== is)
  return {
    kind,
    presence: before && after ? 'both' : after ? 'added' : 'removed',
    measures,
    outcomes,
    changed: !before || !after || moved || outcomes.some((outcome) => outcome.changed),
  }
}

/** Every kind of play of either side, with what becomes of it. */
export function compareAnalyses(before: GameAnalysis | null, after: GameAnalysis): KindChange[] {
  const from = new Map(before?.kinds.map((kind) => [kind.kind, kind]))
  const to = new Map(after.kinds.map((kind) => [kind.kind, kind]))
  return union([...from.keys()], [...to.keys()]).map((kind) => kindChange(kind, from.get(kind), to.get(kind)))
}

/** The least and the greatest return of all kinds that have one; null for games of items. */
export function returnRange(analysis: GameAnalysis): { low: number; high: number } | null {
  const low = analysis.kinds.flatMap(({ lowestRtpPercent }) => (lowestRtpPercent === null ? [] : [lowestRtpPercent]))
  const high = analysis.kinds.flatMap(({ rtpPercent }) => (rtpPercent === null ? [] : [rtpPercent]))
  return low.length > 0 && high.length > 0 ? { low: Math.min(...low), high: Math.max(...high) } : null
}

export interface FactChange extends Change {
  readonly fact: string
}

const factNumber = (value: Fraction | number | undefined): number | null => {
  if (value === undefined) return null
  return typeof value === 'number' ? value : fractionNumber(value)
}

/** A game's further facts on both sides, as numbers. */
export function compareFacts(before: GameAnalysis | null, after: GameAnalysis): FactChange[] {
  const [from, to] = [before?.facts ?? {}, after.facts ?? {}]
  return union(Object.keys(from), Object.keys(to)).map((fact) => ({
    fact,
    ...changeOf(factNumber(from[fact]), factNumber(to[fact])),
  }))
}

export interface Headline {
  readonly highest: Change
  readonly lowest: Change
  readonly changedKinds: number
  readonly kinds: number
}

/** A comparison in a few numbers, for who is about to publish. */
export function headlineOf(before: GameAnalysis | null, after: GameAnalysis): Headline {
  const [from, to] = [before && returnRange(before), returnRange(after)]
  const kinds = compareAnalyses(before, after)
  return {
    highest: changeOf(from?.high, to?.high),
    lowest: changeOf(from?.low, to?.low),
    changedKinds: kinds.filter(({ changed }) => changed).length,
    kinds: kinds.length,
  }
}
