/** What one token costs: credit grows by `perSecond` every millisecond, so that everything stays a whole number. */
const TOKEN = 1_000

/** Lets `burst` through at once and `perSecond` in the long run; time is passed in. */
export class TokenBucket {
  private credit: number
  private lastMs: number
  private readonly perSecond: number
  private readonly capacity: number

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.perSecond = perSecond
    this.capacity = burst * TOKEN
    this.credit = this.capacity
    this.lastMs = nowMs
  }

  /** Takes a token; 0, or the milliseconds until there will be one. */
  take(nowMs: number): number {
    const elapsedMs = Math.max(0, nowMs - this.lastMs)
    this.lastMs = nowMs
    this.credit = Math.min(this.capacity, this.credit + elapsedMs * this.perSecond)
    if (this.credit >= TOKEN) {
      this.credit -= TOKEN
      return 0
    }
    return Math.ceil((TOKEN - this.credit) / this.perSecond)
  }
}
