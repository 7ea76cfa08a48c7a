import { toNumber, toRational } from '../rational.ts'
import type { KindAnalysis } from './game.ts'

/** How likely a fair table is ever to be stopped, over all looks of its life, for each of its kinds of play. */
export const FALSE_ALARM_RATE = 1e-6
/** Draws before the first look; each further look waits for twice as many. */
export const FIRST_LOOK_DRAWS = 1_000
/**
 * Cells that are expected less often than this are taken together. So far out in the tail the chi-square distribution is
 * too thin for small cells: at 500 by a factor of up to four, which is why the looks use a quarter of the rate.
 */
const LEAST_EXPECTED = 500
const TAIL_FACTOR = 4

/** The draws a look waits for; looks count from 1. */
export const drawsOfLook = (look: number): number => FIRST_LOOK_DRAWS * 2 ** (look - 1)

/** The share of a quarter of the false alarm rate one look may use: 1/(k(k+1)) of it, which comes to all of it over all looks. */
export const thresholdOfLook = (look: number): number => FALSE_ALARM_RATE / TAIL_FACTOR / (look * (look + 1))

export interface DriftResult {
  readonly draws: number
  readonly chiSquare: number
  readonly degrees: number
  /** Chance that a fair table shows this much or more. */
  readonly pValue: number
}

/**
 * Pearson's chi-square of what was counted against the exact odds of a kind of play. An outcome that cannot be and was
 * counted all the same gives p = 0.
 */
export function measureDrift(kind: KindAnalysis, counts: ReadonlyMap<string, number>): DriftResult {
  const draws = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const cells: { expected: number; counted: number }[] = []
  const rest = { expected: 0, counted: 0 }
  const known = new Set<string>()
  for (const { outcome, probability } of kind.outcomes) {
    known.add(outcome)
    const cell = { expected: draws * toNumber(toRational(probability)), counted: counts.get(outcome) ?? 0 }
    if (cell.expected === 0 && cell.counted > 0) return impossible(draws)
    if (cell.expected >= LEAST_EXPECTED) cells.push(cell)
    else {
      rest.expected += cell.expected
      rest.counted += cell.counted
    }
  }
  for (const [outcome, count] of counts) if (count > 0 && !known.has(outcome)) return impossible(draws)
  pool(cells, rest)
  const chiSquare = cells.reduce((sum, { expected, counted }) => sum + (counted - expected) ** 2 / expected, 0)
  const degrees = cells.length - 1
  return { draws, chiSquare, degrees, pValue: degrees < 1 ? 1 : chiSquareTail(chiSquare, degrees) }
}

const impossible = (draws: number): DriftResult => ({ draws, chiSquare: Number.MAX_VALUE, degrees: 1, pValue: 0 })

/** Puts the rare outcomes into a cell of their own, taking in the rarest of the others while it is too small. */
function pool(cells: { expected: number; counted: number }[], rest: { expected: number; counted: number }): void {
  if (rest.expected === 0) return
  cells.sort((a, b) => b.expected - a.expected)
  const pooled = { ...rest }
  while (pooled.expected < LEAST_EXPECTED) {
    const rarest = cells.pop()
    if (rarest === undefined) break
    pooled.expected += rarest.expected
    pooled.counted += rarest.counted
  }
  cells.push(pooled)
}

const ITERATIONS = 10_000
const EPSILON = 1e-15
const LANCZOS = [
  76.180_091_729_471_46, -86.505_320_329_416_8, 24.014_098_240_830_91, -1.231_739_572_450_155,
  0.120_865_097_386_617_9e-2, -0.539_523_938_495_3e-5,
]

/** The natural logarithm of the gamma function, for x > 0 (Lanczos; Numerical Recipes 6.1). */
function logGamma(x: number): number {
  const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5)
  let series = 1.000_000_000_190_015
  for (const [index, coefficient] of LANCZOS.entries()) series += coefficient / (x + 1 + index)
  return -base + Math.log((Math.sqrt(2 * Math.PI) * series) / x)
}

/** P(X >= x) for a chi-square variable: the upper regularised gamma function Q(degrees/2, x/2). */
export function chiSquareTail(x: number, degrees: number): number {
  const [a, half] = [degrees / 2, x / 2]
  if (half <= 0) return 1
  return half < a + 1 ? 1 - lowerBySeries(a, half) : upperByFraction(a, half)
}

function lowerBySeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < ITERATIONS && Math.abs(term) > Math.abs(sum) * EPSILON; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a))
}

/** Lentz's continued fraction. */
function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let n = 1; n < ITERATIONS; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b || tiny)
    c = b + an / c || tiny
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < EPSILON) break
  }
  return Math.exp(-x + a * Math.log(x) - logGamma(a)) * h
}
