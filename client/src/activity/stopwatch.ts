/** It is told every five minutes: what was longer, the machine slept through. */
const MOST_SECONDS = 600

/** Measures how long the page was looked at. */
export interface Stopwatch {
  go(nowMs: number): void
  halt(nowMs: number): void
  /** The whole seconds since the last time, six hundred at most; what is left of a second counts next time. */
  take(nowMs: number): number
}

export function createStopwatch(): Stopwatch {
  let since: number | null = null
  let passedMs = 0
  const add = (nowMs: number) => {
    if (since !== null) passedMs += Math.max(0, nowMs - since)
  }
  return {
    go(nowMs) {
      since ??= nowMs
    },
    halt(nowMs) {
      add(nowMs)
      since = null
    },
    take(nowMs) {
      add(nowMs)
      if (since !== null) since = nowMs
      const seconds = Math.floor(passedMs / 1_000)
      passedMs %= 1_000
      return Math.min(MOST_SECONDS, seconds)
    },
  }
}
