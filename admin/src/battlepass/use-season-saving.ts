import type { PassBody } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RequestError } from '../providers/request-error.ts'
import type { SeasonRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { SeasonDraft } from './season-draft.ts'

/** Keeps a draft: of a new season (`seen` is null), or of one that still is what the form was opened with. */
export function useSeasonSaving(seen: SeasonRecord | null) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const { createSeason, draftSeason } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const save = async ({ id }: Pick<SeasonDraft, 'id'>, body: PassBody) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      await (seen ? draftSeason(seen.id, seen.revision, body) : createSeason(id, body))
      notify(words('battlepass.saved', { id }), { type: 'success' })
      refresh()
      redirect('show', 'battlepass', id)
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { save, saving, failure, conflict: failure instanceof RequestError && failure.code === 'CONFLICT' }
}
