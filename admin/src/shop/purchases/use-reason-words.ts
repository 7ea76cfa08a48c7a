import type { Reason } from '@casino-club/shared'
import { useWords } from '../../i18n/use-words.ts'

/** Words why a purchase came to nothing; a dash where nothing speaks against it. */
export function useReasonWords(): (reason: Reason | null) => string {
  const words = useWords()
  return (reason) => (reason === null ? '–' : words(`reasons.${reason}`))
}
