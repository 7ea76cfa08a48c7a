const EVERY_MS = 100

/**
 * Sends rooms' state at most ten times a second. A reply carries its outcome itself, so a player who spins fast gets one
 * patch for several spins; one timer serves every room of the process, and none runs while nothing changes.
 */
export class PatchTicker {
  private readonly dirty = new Set<() => void>()
  private timer: NodeJS.Timeout | undefined

  /** Calls `send` at the next tick, once however often it is asked for. */
  request(send: () => void): void {
    this.dirty.add(send)
    this.timer ??= setTimeout(() => this.tick(), EVERY_MS)
  }

  /** Forgets a room that closes. */
  forget(send: () => void): void {
    this.dirty.delete(send)
  }

  private tick(): void {
    this.timer = undefined
    const sends = [...this.dirty]
    this.dirty.clear()
    for (const send of sends) send()
  }
}
