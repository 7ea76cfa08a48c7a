import { describe, inject } from 'vitest'
import type { Part } from './parts.ts'

/** Why tests that need this part cannot run here, or null when they can. */
export function whyMissing(part: Part): string | null {
  return inject('missing')[part]
}

/** Like `describe`, for tests that need a part of the machine; without it they are reported as skipped, with the reason. */
export function describeWith(part: Part, name: string, tests: () => void): void {
  const reason = whyMissing(part)
  describe.skipIf(reason !== null)(reason === null ? name : `${name} [skipped: ${reason}]`, tests)
}
