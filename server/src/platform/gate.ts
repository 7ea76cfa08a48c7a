/** Lets so many through at once, has so many wait in the order in which they came, and turns the others away. */
export class Gate {
  private readonly atOnce: number
  private readonly maxWaiting: number
  private readonly waiting: (() => void)[] = []
  private inside = 0

  constructor(atOnce: number, maxWaiting = Number.POSITIVE_INFINITY) {
    this.atOnce = atOnce
    this.maxWaiting = maxWaiting
  }

  /** Runs `work` when there is room. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside < this.atOnce) this.inside++
    // Who leaves gives his place to the first who waits, so that nobody slips in between.
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.inside--
    }
  }

  /** The same; undefined, at once, when even the waiting room is full. */
  async admit<T>(work: () => Promise<T>): Promise<{ readonly done: T } | undefined> {
    if (this.inside >= this.atOnce && this.waiting.length >= this.maxWaiting) return undefined
    return { done: await this.run(work) }
  }
}
