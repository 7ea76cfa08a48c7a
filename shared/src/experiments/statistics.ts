/**
 * What an experiment is judged by. Every function gives null where there is nothing to divide by: never NaN or infinity.
 */

const EPSILON = 1e-15
const TINY = 1e-300
const ITERATIONS = 1_000

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Of a sample: how many, their mean, and their variance with n - 1 below it. */
export interface Sample {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

export interface Compared {
  readonly difference: number
  readonly interval: Interval
  /** Two-sided. */
  readonly pValue: number
}

const LANCZOS = [
  676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6,
  12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
]

/** The natural logarithm of the gamma function, x > 0 (Lanczos, g = 7, nine terms). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const series = LANCZOS.reduce((sum, term, index) => sum + term / (x + index), 0.999_999_999_999_809_9)
  const base = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series)
}

/** The continued fraction of the incomplete beta function (Numerical Recipes 6.4, Lentz). */
function betaFraction(a: number, b: number, x: number): number {
  const kept = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= ITERATIONS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < EPSILON) break
  }
  return h
}

/** The regularised incomplete beta function I_x(a, b). */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

/** P(|T| >= |t|) of Student's distribution; so many degrees of freedom that it is the normal one: Infinity. */
export function studentTails(t: number, degrees: number): number {
  if (degrees === Number.POSITIVE_INFINITY) return normalTails(t)
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t))
}

/** P(|Z| >= |z|) of the standard normal distribution: the complementary error function by its fraction or its series. */
export function normalTails(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  if (x < 2) {
    let term = x
    let sum = x
    for (let n = 1; n < ITERATIONS && Math.abs(term) > EPSILON * Math.abs(sum); n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return Math.max(0, 1 - (2 / Math.sqrt(Math.PI)) * sum)
  }
  // Abramowitz and Stegun 7.1.14, from the inside out.
  let fraction = x
  for (let n = 120; n >= 1; n--) fraction = x + n / 2 / fraction
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction
}

/** Where both tails together hold `alpha`: found by halving, exact to the last digits that matter here. */
function criticalOf(tails: (at: number) => number, alpha: number): number {
  let [low, high] = [0, 1]
  while (tails(high) > alpha && high < 1e9) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2
    if (tails(middle) > alpha) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** 1.96 for 0.05. */
export const normalCritical = (alpha: number): number => criticalOf(normalTails, alpha)
/** 2.228 for 0.05 at ten degrees of freedom. */
export const studentCritical = (alpha: number, degrees: number): number =>
  criticalOf((t) => studentTails(t, degrees), alpha)

/** The score interval of a share (Wilson 1927; Newcombe 1998a, method 3). Null: nobody was asked. */
export function wilson(hits: number, n: number, alpha: number): Interval | null {
  if (n <= 0) return null
  const z = normalCritical(alpha)
  const share = hits / n
  const middle = 2 * n * share + z * z
  const width = z * Math.sqrt(z * z + 4 * n * share * (1 - share))
  const below = 2 * (n + z * z)
  return { low: Math.max(0, (middle - width) / below), high: Math.min(1, (middle + width) / below) }
}

/**
 * The difference of two shares, of the second less the first: interval after Newcombe (1998b, method 10), p-value of the
 * z test with the pooled share. Null: one of them asked nobody.
 */
export function compareShares(
  control: { readonly hits: number; readonly n: number },
  variant: { readonly hits: number; readonly n: number },
  alpha: number,
): Compared | null {
  const [first, second] = [wilson(control.hits, control.n, alpha), wilson(variant.hits, variant.n, alpha)]
  if (first === null || second === null) return null
  const [p1, p2] = [control.hits / control.n, variant.hits / variant.n]
  const difference = p2 - p1
  const interval = {
    low: Math.max(-1, difference - Math.hypot(p2 - second.low, first.high - p1)),
    high: Math.min(1, difference + Math.hypot(second.high - p2, p1 - first.low)),
  }
  const pooled = (control.hits + variant.hits) / (control.n + variant.n)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / control.n + 1 / variant.n))
  return { difference, interval, pValue: error > 0 ? normalTails(difference / error) : 1 }
}

/** The mean of a sample with its interval after Student. Null: less than two. */
export function meanInterval({ n, mean, variance }: Sample, alpha: number): Interval | null {
  if (n < 2) return null
  const width = studentCritical(alpha, n - 1) * Math.sqrt(variance / n)
  return { low: mean - width, high: mean + width }
}

/** The difference of two means without equal variances (Welch 1947), of the second less the first. Null: less than two. */
export function compareMeans(control: Sample, variant: Sample, alpha: number): Compared | null {
  if (control.n < 2 || variant.n < 2) return null
  const [a, b] = [control.variance / control.n, variant.variance / variant.n]
  const difference = variant.mean - control.mean
  const error = Math.sqrt(a + b)
  if (error === 0)
    return { difference, interval: { low: difference, high: difference }, pValue: difference === 0 ? 1 : 0 }
  // By shares of the whole: squares of tiny or huge variances would leave what a number can hold.
  const [x, y] = [a / (a + b), b / (a + b)]
  const degrees = 1 / ((x * x) / (control.n - 1) + (y * y) / (variant.n - 1))
  const width = studentCritical(alpha, degrees) * error
  return {
    difference,
    interval: { low: difference - width, high: difference + width },
    pValue: studentTails(difference / error, degrees),
  }
}

/** Sums of two figures of the same players, for the ratio of one to the other. */
export interface Pair {
  readonly n: number
  readonly part: number
  readonly whole: number
  readonly partVariance: number
  readonly wholeVariance: number
  readonly covariance: number
}

/** A ratio of two means with its variance by the delta method (Deng, Knoblich and Lu 2018). Null: nothing to divide by. */
export function ratioOf({ n, part, whole, partVariance, wholeVariance, covariance }: Pair): Sample | null {
  if (n < 2 || whole <= 0) return null
  const ratio = part / whole
  const variance = (partVariance - 2 * ratio * covariance + ratio * ratio * wholeVariance) / (whole * whole)
  if (!Number.isFinite(variance)) return null
  // Rounding can leave a hair below nothing.
  return { n, mean: ratio, variance: Math.max(0, variance) }
}
