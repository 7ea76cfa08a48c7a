import type { RandomSource } from '../platform/ids.ts'

/** How long to wait after the first, second, … attempt that failed. */
const DELAYS_MS = [1_000, 5_000, 30_000, 120_000, 300_000] as const
const JITTER = 0.2
const RANGE = 2 ** 32

/** One more than there are delays: after it a delivery is a dead letter. */
export const MAX_ATTEMPTS = DELAYS_MS.length + 1

/**
 * How long to wait after an attempt that failed, counted from 1, a fifth more or less, so that what failed together does not
 * come back together; no sooner than the other side asks for. Undefined: that was the last one.
 */
export function delayAfter(attempt: number, random: RandomSource, leastMs = 0): number | undefined {
  const delayMs = DELAYS_MS[attempt - 1]
  if (delayMs === undefined) return undefined
  const chance = random.bytes(4).readUInt32BE(0) / RANGE
  return Math.max(leastMs, Math.round(delayMs * (1 - JITTER + 2 * JITTER * chance)))
}
