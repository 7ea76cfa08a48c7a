import { accept, type Result, refuse } from '@casino-club/shared'
import type { SigningKeyRow } from './keys.store.ts'

export type RetireRefusal = 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE'

/**
 * Which keys to retire. Without a name: those replaced so long ago that no token of theirs still holds. A named one goes at
 * once, with its tokens; the one that signs is a CONFLICT, since nothing would be left to sign with.
 */
export function keysToRetire(
  keys: readonly SigningKeyRow[],
  kid: string | undefined,
  tokenLifetimeMs: number,
  nowMs: number,
): Result<readonly string[], RetireRefusal> {
  const good = keys.filter(({ retired_at }) => retired_at === null)
  if (kid === undefined) {
    const spent = good.filter((_, index) => {
      const replacedAt = good[index - 1]?.created_at
      return replacedAt !== undefined && replacedAt.getTime() + tokenLifetimeMs <= nowMs
    })
    return spent.length > 0 ? accept(spent.map((key) => key.kid)) : refuse('NOTHING_TO_CHANGE', 'no key is spent yet')
  }
  if (!keys.some((key) => key.kid === kid)) return refuse('NOT_FOUND', 'there is no such key')
  const index = good.findIndex((key) => key.kid === kid)
  if (index === -1) return refuse('NOTHING_TO_CHANGE', 'this key is retired already')
  return index === 0 ? refuse('CONFLICT', 'this key signs: rotate first') : accept([kid])
}
