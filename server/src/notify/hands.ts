/** So many things at a time; who comes first has a hand first. */
export class Hands {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(count: number) {
    this.free = count
  }

  /** Resolves when one is free and taken. */
  async take(): Promise<void> {
    if (this.free > 0) this.free--
    else await new Promise<void>((go) => this.waiting.push(go))
  }

  /** One has nothing to do any more: it goes to who has waited longest. */
  give(): void {
    const next = this.waiting.shift()
    if (next === undefined) this.free++
    else next()
  }
}
