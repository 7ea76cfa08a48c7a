import { useCallback } from 'react'
import { RequestError } from '../providers/request-error.ts'
import { useWords } from './use-words.ts'

/** Words a failure in the chosen language; anything unforeseen reads as a fault of the server. */
export function useFailureWords(): (failure: unknown) => string {
  const words = useWords()
  return useCallback(
    (failure) => words(`reasons.${failure instanceof RequestError ? failure.code : 'INTERNAL'}`),
    [words],
  )
}
