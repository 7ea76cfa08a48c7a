import type { MissionBody } from '@casino-club/shared'
import { useWords } from '../i18n/use-words.ts'
import { useDraftSaving } from '../layout/use-draft-saving.ts'
import type { MissionRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import type { MissionDraft } from './mission-draft.ts'

/** Keeps a draft: of a new mission (`seen` is null), or of one that still is what the form was opened with. */
export function useMissionSaving(seen: MissionRecord | null) {
  const words = useWords()
  const { createMission, draftMission } = useAdminActions()
  const { keep, ...state } = useDraftSaving('missions')
  const save = ({ id, period }: Pick<MissionDraft, 'id' | 'period'>, body: MissionBody) =>
    keep(id, words('missions.saved', { id }), async () => {
      await (seen ? draftMission(seen.id, seen.revision, body) : createMission(id, period, body))
    })
  return { save, ...state }
}
