/** So often something comes, so that nothing between here and the page takes the stream for dead. */
const KEEPALIVE_MS = 20_000
/** A page comes again then, with a token that is still good. */
const LONGEST_MS = 900_000
/** A page that takes nothing for so long comes again and says what it has. */
const MOST_PENDING = 200

/** Server-sent events for one page, as they are written down; ends by itself. */
export class Feed implements AsyncIterableIterator<string> {
  readonly sessionId: string
  private readonly pending: string[] = ['retry: 3000\n\n']
  private readonly ended: () => void
  private readonly timers: readonly NodeJS.Timeout[]
  private wake: () => void = () => undefined
  private over = false

  constructor(sessionId: string, ended: () => void) {
    this.sessionId = sessionId
    this.ended = ended
    this.timers = [
      setInterval(() => this.push(': still here\n\n'), KEEPALIVE_MS).unref(),
      setTimeout(() => this.end(), LONGEST_MS).unref(),
    ]
  }

  push(event: string): void {
    if (this.over) return
    if (this.pending.length >= MOST_PENDING) {
      this.end()
      return
    }
    this.pending.push(event)
    this.wake()
  }

  end(): void {
    if (this.over) return
    this.over = true
    for (const timer of this.timers) clearTimeout(timer)
    this.ended()
    this.wake()
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    while (this.pending.length === 0 && !this.over) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    const event = this.pending.shift()
    return event === undefined ? { done: true, value: undefined } : { done: false, value: event }
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    this.end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
