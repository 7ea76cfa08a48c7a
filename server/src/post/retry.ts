const DELAYS_MS = [1_000, 5_000, 30_000, 300_000] as const

/** One more than there are delays. */
export const MAX_ATTEMPTS = DELAYS_MS.length + 1

/** How long to wait after an attempt that failed, counted from 1; undefined: that was the last one. */
export function delayAfter(attempt: number): number | undefined {
  return DELAYS_MS[attempt - 1]
}
