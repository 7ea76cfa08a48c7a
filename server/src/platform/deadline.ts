/**
 * A signal that is aborted after a time, or by another one. In the place of `AbortSignal.any` and `AbortSignal.timeout`, which
 * cost more than what they stop where there are hundreds a second, and stay until their time has come.
 */
export class Deadline {
  private readonly controller = new AbortController()
  private readonly parent: AbortSignal | undefined
  private readonly timer: NodeJS.Timeout

  constructor(timeoutMs: number, parent?: AbortSignal) {
    this.parent = parent
    this.timer = setTimeout(() => this.controller.abort(new DOMException('too late', 'TimeoutError')), timeoutMs)
    this.timer.unref()
    if (parent?.aborted) this.follow()
    else parent?.addEventListener('abort', this.follow, { once: true })
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  /** What it was for is over. */
  clear(): void {
    clearTimeout(this.timer)
    this.parent?.removeEventListener('abort', this.follow)
  }

  private readonly follow = (): void => this.controller.abort(this.parent?.reason)
}
