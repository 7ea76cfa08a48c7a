import {
  type AdminStreakTerms,
  adminStreakTermsReply,
  type StreakTerms,
  type StreakTermsPreview,
  streakPreviewReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is looked up and done about the terms of streaks. Each call resolves only when the server has done it. */
export interface StreakActions {
  readStreakTerms(): Promise<AdminStreakTerms>
  /** `seenRevision` is that of the terms the editor began with. */
  draftStreakTerms(seenRevision: number, terms: StreakTerms): Promise<AdminStreakTerms>
  previewStreakTerms(terms: StreakTerms): Promise<StreakTermsPreview>
  publishStreakTerms(seenRevision: number, reason: string): Promise<AdminStreakTerms>
}

const PATH = '/api/admin/streaks/terms'

export function createStreakActions(http: Http): StreakActions {
  const post = (path: string, body: unknown) => http.authorized(`${PATH}${path}`, { method: 'POST', body })
  return {
    readStreakTerms: async () => await parsed(await http.authorized(PATH), adminStreakTermsReply),
    draftStreakTerms: async (seenRevision, terms) => {
      const body = { seenRevision, terms }
      return await parsed(await http.authorized(`${PATH}/draft`, { method: 'PUT', body }), adminStreakTermsReply)
    },
    previewStreakTerms: async (terms) => await parsed(await post('/preview', { terms }), streakPreviewReply),
    publishStreakTerms: async (seenRevision, reason) =>
      await parsed(await post('/publish', { seenRevision, reason }), adminStreakTermsReply),
  }
}
