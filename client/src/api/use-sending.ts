import { useState } from 'react'
import type { ApiResult, Failure } from './http.ts'

/** A form that is on its way, was refused, or is done. */
export interface Sending<T> {
  readonly busy: boolean
  readonly failure: Failure | null
  readonly done: T | null
  send(ask: () => Promise<ApiResult<T>>): Promise<ApiResult<T>>
  clear(): void
}

/** Sends one thing at a time and keeps what came of it. */
export function useSending<T>(): Sending<T> {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [done, setDone] = useState<T | null>(null)
  const clear = () => {
    setFailure(null)
    setDone(null)
  }
  const send = async (ask: () => Promise<ApiResult<T>>) => {
    clear()
    setBusy(true)
    const result = await ask()
    setBusy(false)
    if (result.ok) setDone(result.value)
    else setFailure(result)
    return result
  }
  return { busy, failure, done, send, clear }
}
