import { useEffect, useState } from 'react'
import { useFailureWords } from '../i18n/use-failure-words.ts'

/** What a report says; the last one stays while the next is read, and a late answer of an earlier question is dropped. */
export function useReport<T>(read: (() => Promise<T>) | null) {
  const failureWords = useFailureWords()
  const [report, setReport] = useState<T | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  useEffect(() => {
    setFailure(null)
    setReading(read !== null)
    if (read === null) return
    let isOver = false
    read()
      .then(
        (said) => isOver || setReport(said),
        (error: unknown) => isOver || setFailure(failureWords(error)),
      )
      .finally(() => isOver || setReading(false))
    return () => {
      isOver = true
    }
  }, [read, failureWords])
  return { report, failure, reading }
}
