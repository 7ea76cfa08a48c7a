/** Lets so many do something at once; the others wait for their turn, in the order in which they came. */
export class Gate {
  private readonly hands: number
  private busy = 0
  private readonly waiting: (() => void)[] = []

  constructor(hands: number) {
    this.hands = hands
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy < this.hands) this.busy++
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await work()
    } finally {
      // Its place goes straight to the next one, so that nobody slips in between.
      const next = this.waiting.shift()
      if (next) next()
      else this.busy--
    }
  }
}
