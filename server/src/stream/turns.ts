import { setTimeout as sleep } from 'node:timers/promises'
import { Gate } from '../platform/gate.ts'

/**
 * Lets few at once work, so that what each of them needs for a moment does not add up to a stall of those who play. Who
 * has waited for `patienceMs` goes on all the same: nobody stands still because another one does.
 */
export class Turns {
  private readonly gate: Gate
  private readonly patienceMs: number

  constructor(atOnce: number, patienceMs: number) {
    this.gate = new Gate(atOnce)
    this.patienceMs = patienceMs
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const patience = new AbortController()
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const turn = new Promise<void>((resolve) => {
      void this.gate.run(() => {
        resolve()
        return ended
      })
    })
    const outOfPatience = sleep(this.patienceMs, undefined, { signal: patience.signal, ref: false }).catch(
      () => undefined,
    )
    try {
      await Promise.race([turn, outOfPatience])
      return await work()
    } finally {
      patience.abort()
      end()
    }
  }
}
