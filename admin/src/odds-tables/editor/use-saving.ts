import type { Game } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { RequestError } from '../../providers/request-error.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

interface SavingProps {
  readonly game: Game
  /** The draft that is edited, as it was when it was opened; null for a new one. */
  readonly seen: OddsVersion | null
}

/** Keeps a draft: a new one, or one that still is what the editor was opened with. */
export function useSaving({ game, seen }: SavingProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const { draftOdds, redraftOdds } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered, and would make a second draft.
  const busy = useRef(false)

  const save = async (table: unknown, note: string) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      const saved = seen
        ? await redraftOdds(seen.id, { table, note, seenHash: seen.hash })
        : await draftOdds({ game, table, note })
      notify(words('odds.editor.saved', { id: saved.id }), { type: 'success' })
      refresh()
      redirect('show', 'odds-tables', saved.id)
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return {
    save,
    saving,
    failure,
    conflict: failure instanceof RequestError && failure.code === 'CONFLICT',
    unknown: failure instanceof RequestError && failure.outcomeUnknown,
    forget: () => setFailure(null),
  }
}

export type Saving = ReturnType<typeof useSaving>
