import { type AchievementBody, type AchievementPeriod, adminAchievementSchema } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { AchievementRow } from './resources.ts'

/** What is done about achievements. Each call resolves only when the server has done it. */
export interface AchievementActions {
  createAchievement(id: string, period: AchievementPeriod, body: AchievementBody): Promise<AchievementRow>
  /** `seenRevision` is that of the achievement the editor began with. */
  draftAchievement(id: string, seenRevision: number, body: AchievementBody): Promise<AchievementRow>
  publishAchievement(id: string, seenRevision: number, reason: string): Promise<AchievementRow>
}

const PATH = '/api/admin/achievements'

export function createAchievementActions(http: Http): AchievementActions {
  const send = async (path: string, method: 'POST' | 'PUT', body: unknown) =>
    await parsed(await http.authorized(path, { method, body }), adminAchievementSchema)
  const of = (id: string) => `${PATH}/${encodeURIComponent(id)}`
  return {
    createAchievement: (id, period, body) => send(PATH, 'POST', { id, period, body }),
    draftAchievement: (id, seenRevision, body) => send(`${of(id)}/draft`, 'PUT', { seenRevision, body }),
    publishAchievement: (id, seenRevision, reason) => send(`${of(id)}/publish`, 'POST', { seenRevision, reason }),
  }
}
