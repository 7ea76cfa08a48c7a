/** Lets so many through at once, has so many wait in their order, and turns the others away. */
export class Gate {
  private readonly atOnce: number
  private readonly maxWaiting: number
  private readonly waiting: (() => void)[] = []
  private inside = 0

  constructor(atOnce: number, maxWaiting: number) {
    this.atOnce = atOnce
    this.maxWaiting = maxWaiting
  }

  /** Runs `work` when there is room; undefined, at once, when even the waiting room is full. */
  async run<T>(work: () => Promise<T>): Promise<{ readonly done: T } | undefined> {
    if (this.inside >= this.atOnce) {
      if (this.waiting.length >= this.maxWaiting) return undefined
      // Who leaves gives his place to the first who waits, so that nobody slips in between.
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    } else this.inside++
    try {
      return { done: await work() }
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.inside--
    }
  }
}
