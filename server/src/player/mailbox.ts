/**
 * Runs tasks one at a time, in order; a full one takes no more. Colyseus does not await its handlers, so this is what
 * makes a player an actor.
 */
export class Mailbox {
  private tail: Promise<unknown> = Promise.resolve()
  private waiting = 0
  private readonly capacity: number
  private readonly done = () => {
    this.waiting--
  }

  constructor(capacity: number) {
    this.capacity = capacity
  }

  get full(): boolean {
    return this.waiting >= this.capacity
  }

  get idle(): boolean {
    return this.waiting === 0
  }

  /** Resolves or rejects as the task does; a failed task does not stop the next one. */
  run<T>(task: () => Promise<T>): Promise<T> {
    this.waiting++
    const result = this.tail.then(task)
    this.tail = result.then(this.done, this.done)
    return result
  }

  /** Resolves when everything handed in so far has run. */
  async drain(): Promise<void> {
    await this.tail
  }
}
