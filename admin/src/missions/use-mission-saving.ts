import type { MissionBody } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RequestError } from '../providers/request-error.ts'
import type { MissionRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { MissionDraft } from './mission-draft.ts'

/** Keeps a draft: of a new mission (`seen` is null), or of one that still is what the form was opened with. */
export function useMissionSaving(seen: MissionRecord | null) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const { createMission, draftMission } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const save = async ({ id, period }: Pick<MissionDraft, 'id' | 'period'>, body: MissionBody) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      await (seen ? draftMission(seen.id, seen.revision, body) : createMission(id, period, body))
      notify(words('missions.saved', { id }), { type: 'success' })
      refresh()
      redirect('show', 'missions', id)
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { save, saving, failure, conflict: failure instanceof RequestError && failure.code === 'CONFLICT' }
}
