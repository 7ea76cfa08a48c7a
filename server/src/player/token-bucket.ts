/** Lets `burst` through at once and `perSecond` in the long run; time is passed in. */
export class TokenBucket {
  private tokens: number
  private lastMs: number
  private readonly perSecond: number
  private readonly burst: number

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.perSecond = perSecond
    this.burst = burst
    this.tokens = burst
    this.lastMs = nowMs
  }

  /** Takes a token; 0, or the milliseconds until there will be one. */
  take(nowMs: number): number {
    const elapsedMs = Math.max(0, nowMs - this.lastMs)
    this.lastMs = nowMs
    this.tokens = Math.min(this.burst, this.tokens + (elapsedMs * this.perSecond) / 1_000)
    if (this.tokens >= 1) {
      this.tokens -= 1
      return 0
    }
    return Math.ceil(((1 - this.tokens) * 1_000) / this.perSecond)
  }
}
