/**
 * Lets few at once work, so that what each of them needs for a moment does not add up to a stall of those who play. Who
 * has waited for `patienceMs` goes on all the same: nobody stands still because another one does.
 */
export class Turns {
  private readonly patienceMs: number
  private readonly waiting = new Set<() => void>()
  private free: number

  constructor(atOnce: number, patienceMs: number) {
    this.free = atOnce
    this.patienceMs = patienceMs
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const hasTurn = await this.turn()
    try {
      return await work()
    } finally {
      if (hasTurn) this.passOn()
    }
  }

  /** False: he goes on without one. */
  private async turn(): Promise<boolean> {
    if (this.free > 0) {
      this.free--
      return true
    }
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const call = () => resolve(true)
    this.waiting.add(call)
    const timer = setTimeout(() => {
      this.waiting.delete(call)
      resolve(false)
    }, this.patienceMs)
    const hasTurn = await promise
    clearTimeout(timer)
    return hasTurn
  }

  private passOn(): void {
    const [next] = this.waiting
    if (next === undefined) this.free++
    else {
      this.waiting.delete(next)
      next()
    }
  }
}
