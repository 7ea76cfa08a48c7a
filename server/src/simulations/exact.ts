/** A figure is larger than numbers are exact: nothing is told rather than something that is nearly so. */
export class SumTooLarge extends RangeError {}

/** A whole figure of exact steps as a number. */
export function toFigure(sum: bigint): number {
  const figure = Number(sum)
  if (!Number.isSafeInteger(figure)) throw new SumTooLarge('a sum is larger than numbers are exact')
  return figure
}

/** A whole number that was added up. */
export const exact = (sum: number): bigint => BigInt(toFigure(BigInt(sum)))

/** The nearest whole number, of halves the larger. */
export function divided(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor
  const whole = doubled / (2n * divisor)
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? whole - 1n : whole
}
