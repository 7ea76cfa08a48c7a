import { kindOfLimit, type LimitId, windowOfLimit } from '@casino-club/shared'
import type { useWords } from '../i18n/use-words.ts'

/** A limit in words: what of, and in which window. */
export function nameOfLimit(limit: LimitId, words: ReturnType<typeof useWords>): string {
  return words('safePlay.limit', {
    kind: words(`safePlay.kinds.${kindOfLimit(limit)}`),
    window: words(`safePlay.windows.${windowOfLimit(limit)}`),
  })
}
