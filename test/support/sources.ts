import { createHash } from 'node:crypto'
import type { Clock } from '../../server/src/platform/clock.ts'
import type { RandomSource } from '../../server/src/platform/ids.ts'

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(ms: number): void
}

export function aClock(startMs: number): TestClock {
  let ms = startMs
  return {
    nowMs: () => ms,
    advance(by) {
      ms += by
    },
  }
}

/** Bytes and ids that are the same in every run: SHA-256 over the name and a counter. */
export function aRandom(name: string): RandomSource {
  let counter = 0
  const block = () => createHash('sha256').update(`${name}:${counter++}`).digest()
  const bytes = (count: number) =>
    Buffer.concat(Array.from({ length: Math.ceil(count / 32) }, block)).subarray(0, count)
  const uuid = () => {
    const hex = bytes(16).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  return { bytes, uuid }
}
