import type { Clock } from '../platform/clock.ts'

/**
 * Asks `read` again only when its last answer is older than `freshMs`; callers at the same time share one question. A
 * question is never asked while the one before it is under way, however long that takes.
 */
export function cached<T>(clock: Clock, freshMs: number, read: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  let freshUntilMs = Number.POSITIVE_INFINITY
  return () => {
    if (asked === undefined || clock.nowMs() >= freshUntilMs) {
      freshUntilMs = Number.POSITIVE_INFINITY
      asked = read().then(
        (value) => {
          freshUntilMs = clock.nowMs() + freshMs
          return value
        },
        (error: unknown) => {
          asked = undefined
          throw error
        },
      )
    }
    return asked
  }
}
