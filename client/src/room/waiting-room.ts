/** Lets callers wait for a thing that comes and goes. */
export interface WaitingRoom<T> {
  /** Resolves with the thing: at once if it is there, else when it comes. */
  wait(): Promise<T>
  open(thing: T): void
  close(): void
}

export function createWaitingRoom<T>(): WaitingRoom<T> {
  let present: { thing: T } | null = null
  let waiters: ((thing: T) => void)[] = []
  return {
    wait() {
      if (present) return Promise.resolve(present.thing)
      return new Promise((resolve) => waiters.push(resolve))
    },
    open(thing) {
      present = { thing }
      const woken = waiters
      waiters = []
      for (const wake of woken) wake(thing)
    },
    close() {
      present = null
    },
  }
}
