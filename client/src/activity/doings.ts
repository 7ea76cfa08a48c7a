import type { ActionBody } from '@casino-club/shared'
import type { ApiResult } from '../api/http.ts'

/** More than these are not kept while the server cannot be told; the oldest go first. */
const MOST_KEPT = 500
/** So many go in one request: a page on its way out may send 64 kilobytes. */
const MOST_AT_ONCE = 100

/** What stands in the way for a moment only. */
const PASSING: ReadonlySet<string> = new Set(['OFFLINE', 'RATE_LIMITED', 'TEMPORARILY_UNAVAILABLE', 'INTERNAL'])

export interface DoingsDependencies {
  readonly tell: (actions: readonly ActionBody[]) => Promise<ApiResult<unknown>>
  readonly nowMs: () => number
  readonly newId: () => string
}

/** What the player did in the app, waiting to be told. */
export interface Doings {
  did(type: string, props?: ActionBody['props']): void
  /** Tells what waits; what could not be told waits on, and counts once however often it is told. */
  flush(): Promise<void>
}

/** Keeps it in the memory of the page: what is lost with a page is a figure, never a player's. */
export function createDoings({ tell, nowMs, newId }: DoingsDependencies): Doings {
  let waiting: ActionBody[] = []
  let telling = false
  return {
    did(type, props = {}) {
      const action = { eventId: newId(), type, occurredAt: new Date(nowMs()).toISOString(), props }
      waiting = [...waiting, action].slice(-MOST_KEPT)
    },
    async flush() {
      if (telling || waiting.length === 0) return
      telling = true
      const sent = waiting.slice(0, MOST_AT_ONCE)
      const reply = await tell(sent)
      telling = false
      if (!reply.ok && PASSING.has(reply.trouble)) return
      const done = new Set(sent)
      waiting = waiting.filter((action) => !done.has(action))
    },
  }
}
