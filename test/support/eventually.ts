import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 20

/** Waits until `check` passes: asks again and again, and after `withinMs` lets its last failure through. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 5_000): Promise<T> {
  const endMs = performance.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() >= endMs) throw error
      await sleep(POLL_MS)
    }
  }
}
