/** The numbers of a wheel with one zero, clockwise. */
export const WHEEL: readonly number[] = [
  0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10, 5, 24, 16, 33, 1, 20, 14, 31, 9, 22, 18, 29, 7,
  28, 12, 35, 3, 26,
]

export const POCKET_DEGREES = 360 / WHEEL.length

/** How far the wheel must be turned, clockwise, for a number to stand on top: the next such turn past `beyond`. */
export function turnTo(number: number, beyond: number): number {
  const turn = -WHEEL.indexOf(number) * POCKET_DEGREES
  return turn + 360 * Math.ceil((beyond - turn) / 360)
}
