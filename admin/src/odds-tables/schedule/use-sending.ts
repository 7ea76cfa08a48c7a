import { useRef, useState } from 'react'
import { useRefresh } from 'react-admin'

/** Sends once however often it is pressed; closes and reads everything anew when it is done, keeps the failure else. */
export function useSending(work: (reason: string) => Promise<void>, onDone: () => void) {
  const refresh = useRefresh()
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const busy = useRef(false)
  const send = async (reason: string) => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    setFailure(null)
    try {
      await work(reason)
      onDone()
      refresh()
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSending(false)
    }
  }
  return { send, sending, failure }
}
