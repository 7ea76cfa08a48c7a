/** The orders that this process is bringing to their end at the moment. */
export class InHand {
  private readonly orders = new Map<string, Promise<unknown>>()

  /** Has an order known as in hand while `work` runs. */
  async hold<T>(orderId: string, work: () => Promise<T>): Promise<T> {
    const done = work()
    this.orders.set(orderId, done)
    try {
      return await done
    } finally {
      if (this.orders.get(orderId) === done) this.orders.delete(orderId)
    }
  }

  /** Resolves when nobody here is at an order, or after so many ms. */
  async wait(orderId: string, ms: number): Promise<void> {
    const done = this.orders.get(orderId)
    if (done === undefined) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    done.then(
      () => resolve(),
      () => resolve(),
    )
    await promise
    clearTimeout(timer)
  }
}
