import type { PassBody } from '@casino-club/shared'
import { useWords } from '../i18n/use-words.ts'
import { useDraftSaving } from '../layout/use-draft-saving.ts'
import type { SeasonRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { SeasonDraft } from './season-draft.ts'

/** Keeps a draft: of a new season (`seen` is null), or of one that still is what the form was opened with. */
export function useSeasonSaving(seen: SeasonRecord | null) {
  const words = useWords()
  const { createSeason, draftSeason } = useAdminActions()
  const { keep, ...state } = useDraftSaving('battlepass')
  const save = ({ id }: Pick<SeasonDraft, 'id'>, body: PassBody) =>
    keep(id, words('battlepass.saved', { id }), async () => {
      await (seen ? draftSeason(seen.id, seen.revision, body) : createSeason(id, body))
    })
  return { save, ...state }
}
