import { useCallback, useEffect, useState } from 'react'

/** What a question was answered with; asked when the page opens and again on demand. */
export function useAsked<T>(ask: () => Promise<T>): {
  readonly value: T | null
  readonly failure: unknown
  readonly again: () => void
} {
  const [value, setValue] = useState<T | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let current = true
    ask().then(
      (answer) => {
        if (current) setValue(answer)
      },
      (error: unknown) => {
        if (current) setFailure(error)
      },
    )
    return () => {
      current = false
    }
  }, [ask, round])
  const again = useCallback(() => setRound((count) => count + 1), [])
  return { value, failure, again }
}
