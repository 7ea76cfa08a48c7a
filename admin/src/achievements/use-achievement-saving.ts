import type { AchievementBody } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RequestError } from '../providers/request-error.ts'
import type { AchievementRow } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { AchievementDraft } from './achievement-draft.ts'

/** Keeps a draft: of a new achievement (`seen` is null), or of one that still is what the form was opened with. */
export function useAchievementSaving(seen: AchievementRow | null) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const { createAchievement, draftAchievement } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const save = async ({ id, period }: Pick<AchievementDraft, 'id' | 'period'>, body: AchievementBody) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      await (seen ? draftAchievement(seen.id, seen.revision, body) : createAchievement(id, period, body))
      notify(words('achievements.saved', { id }), { type: 'success' })
      refresh()
      redirect('show', 'achievements', id)
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { save, saving, failure, conflict: failure instanceof RequestError && failure.code === 'CONFLICT' }
}
