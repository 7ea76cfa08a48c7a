/** Exact arithmetic for odds: nothing here is rounded until somebody wants to read it. */

/** An exact fraction in lowest terms, as decimal texts so that it survives JSON. */
export interface Fraction {
  readonly numerator: string
  readonly denominator: string
}

/** A fraction to calculate with; `d` is positive. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }

function gcd(a: bigint, b: bigint): bigint {
  let [high, low] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (low !== 0n) [high, low] = [low, high % low]
  return high
}

/** The same in lowest terms. */
export const reduce = ({ n, d }: Rational): Rational => {
  const g = gcd(n, d) || 1n
  return { n: n / g, d: d / g }
}

/** The fraction of two whole numbers, in lowest terms. */
export const ratio = (n: number | bigint, d: number | bigint): Rational => reduce({ n: BigInt(n), d: BigInt(d) })
export const add = (a: Rational, b: Rational): Rational => reduce({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })
export const minus = (a: Rational, b: Rational): Rational => reduce({ n: a.n * b.d - b.n * a.d, d: a.d * b.d })
export const times = (a: Rational, b: Rational): Rational => reduce({ n: a.n * b.n, d: a.d * b.d })
export const less = (a: Rational, b: Rational): boolean => a.n * b.d < b.n * a.d

const PRECISION = 10n ** 15n
/** To 15 places after the point. */
export const toNumber = ({ n, d }: Rational): number => Number((n * PRECISION) / d) / Number(PRECISION)
export const toFraction = (value: Rational): Fraction => ({ numerator: `${value.n}`, denominator: `${value.d}` })
export const toRational = ({ numerator, denominator }: Fraction): Rational =>
  ratio(BigInt(numerator), BigInt(denominator))
/** Per cent to six places. */
export const percentOf = (value: Rational): number => Number((toNumber(value) * 100).toFixed(6))
/** A fraction as it came over the wire, as a number to 15 places. */
export const toNumberOf = (fraction: Fraction): number => toNumber(toRational(fraction))
