import type { GameAnalysis, KindAnalysis } from '../games/game.ts'
import { analyseKind, largestLoss } from '../games/limits.ts'
import { minus, ONE, percentOf, type Rational, ratio, toFraction, toNumber } from '../rational.ts'
import { CRASH_DRAWS, drawsReaching, LEAST_CASH_OUT, STAKE_HUNDREDTHS } from './flight.ts'
import type { CrashTable } from './table.ts'

/** The kind whose outcomes are the points of rounds, in steps; nothing is paid for them. */
export const CRASH_ROUND = 'round'
/** The steps' lower ends, in hundredths. */
const STEPS = [100, 101, 120, 150, 200, 300, 500, 1_000, 2_000, 5_000, 10_000]
/** Cash-outs whose return is stated beside the best, the worst and the last one, in hundredths. */
const SHOWN = [101, 110, 150, 200, 300, 500, 1_000, 5_000, 10_000, 50_000, 100_000]

/** The step a point belongs to, by its lower end as it is read: `1.20`. */
export function crashStep(point: number): string {
  return stepName(STEPS.findLast((step) => step <= point) ?? STAKE_HUNDREDTHS)
}

const stepName = (hundredths: number): string => (hundredths / STAKE_HUNDREDTHS).toFixed(2)

const chanceOf = (table: CrashTable, multiplier: number): Rational =>
  ratio(drawsReaching(table, multiplier), CRASH_DRAWS)

/**
 * Of all cash-outs the one that returns least and the one that returns most, each at its worst stake, so that no other
 * can lie outside what a table declares. What is cut of a win depends on the last two digits of the multiplier alone.
 * Compared in floating point: two that differ by less than 10^-15 may change places.
 */
function extremes(table: CrashTable, top: number): number[] {
  const lost = Array.from({ length: STAKE_HUNDREDTHS }, (_, rest) =>
    toNumber(largestLoss(table, ratio(STAKE_HUNDREDTHS + rest, STAKE_HUNDREDTHS))),
  )
  const [worst, best] = [
    { at: top, value: Number.POSITIVE_INFINITY },
    { at: top, value: 0 },
  ]
  for (let at = LEAST_CASH_OUT; at <= top; at++) {
    const reached = drawsReaching(table, at) / CRASH_DRAWS
    const most = (reached * at) / STAKE_HUNDREDTHS
    const least = most - reached * (lost[at % STAKE_HUNDREDTHS] ?? 0)
    if (least < worst.value) Object.assign(worst, { at, value: least })
    if (most > best.value) Object.assign(best, { at, value: most })
  }
  return [worst.at, best.at]
}

function shownCashOuts(table: CrashTable, top: number): number[] {
  const shown = [...SHOWN.filter((multiplier) => multiplier < top), ...extremes(table, top), top]
  return [...new Set(shown)].sort((a, b) => a - b)
}

/** Exact odds: by counting which of the equally likely draws reach a multiplier. */
export function analyseCrash(table: CrashTable): GameAnalysis {
  const top = table.maxMultiplier * STAKE_HUNDREDTHS
  const cashOuts = shownCashOuts(table, top).map((multiplier) => {
    const reached = chanceOf(table, multiplier)
    return analyseKind(
      `cash-out-${stepName(multiplier)}`,
      [
        { outcome: 'win', multiplier: ratio(multiplier, STAKE_HUNDREDTHS), probability: reached },
        { outcome: 'lose', multiplier: ratio(0, 1), probability: minus(ONE, reached) },
      ],
      table,
    )
  })
  return {
    kinds: [...cashOuts, roundKind(table, top)],
    facts: { crashAtOnce: toFraction(minus(ONE, chanceOf(table, 101))) },
  }
}

function roundKind(table: CrashTable, top: number): KindAnalysis {
  const steps = STEPS.filter((step) => step <= top)
  const flies = chanceOf(table, 101)
  return {
    kind: CRASH_ROUND,
    rtp: null,
    rtpPercent: null,
    lowestRtp: null,
    lowestRtpPercent: null,
    hitRate: toFraction(flies),
    hitRatePercent: percentOf(flies),
    volatility: 0,
    maxWinMultiple: table.maxMultiplier,
    outcomes: steps.map((step, index) => {
      const next = steps[index + 1]
      const probability = minus(chanceOf(table, step), next === undefined ? ratio(0, 1) : chanceOf(table, next))
      return {
        outcome: stepName(step),
        multiplier: null,
        probability: toFraction(probability),
        percent: percentOf(probability),
      }
    }),
  }
}
