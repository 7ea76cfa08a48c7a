import type { AchievementBody } from '@casino-club/shared'
import { useWords } from '../i18n/use-words.ts'
import { useDraftSaving } from '../layout/use-draft-saving.ts'
import type { AchievementRow } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { AchievementDraft } from './achievement-draft.ts'

/** Keeps a draft: of a new achievement (`seen` is null), or of one that still is what the form was opened with. */
export function useAchievementSaving(seen: AchievementRow | null) {
  const words = useWords()
  const { createAchievement, draftAchievement } = useAdminActions()
  const { keep, ...state } = useDraftSaving('achievements')
  const save = ({ id, period }: Pick<AchievementDraft, 'id' | 'period'>, body: AchievementBody) =>
    keep(id, words('achievements.saved', { id }), async () => {
      await (seen ? draftAchievement(seen.id, seen.revision, body) : createAchievement(id, period, body))
    })
  return { save, ...state }
}
