import { useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { RequestError } from '../providers/request-error.ts'

/**
 * Keeps drafts of a resource, one at a time: says so and shows what was kept, or tells why it was not. An id that the server
 * makes is asked for when it is known.
 */
export function useDraftSaving(resource: string) {
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const keep = async (id: string | (() => string), said: string, send: () => Promise<unknown>) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      await send()
      notify(said, { type: 'success' })
      refresh()
      redirect('show', resource, typeof id === 'string' ? id : id())
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { keep, saving, failure, conflict: failure instanceof RequestError && failure.code === 'CONFLICT' }
}
