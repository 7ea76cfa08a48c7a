import { useRef, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

/** Puts a draft into force, if it still is the one that was looked at. */
export function usePublishing(version: OddsVersion, onDone: () => void) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { publishOdds } = useAdminActions()
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const busy = useRef(false)

  const publish = async (reason: string) => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    setFailure(null)
    try {
      const { game, version: number } = await publishOdds(version.id, { seenHash: version.hash, reason })
      notify(words('odds.publish.done', { game: words(`games.${game}`), version: number }), { type: 'success' })
      onDone()
      refresh()
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSending(false)
    }
  }
  return { publish, sending, failure }
}
