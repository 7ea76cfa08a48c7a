import { adminSeasonDetailSchema, type PassBody } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { SeasonRecord } from './resources.ts'

/** What is done about seasons of the battle pass. Each call resolves only when the server has done it. */
export interface SeasonActions {
  createSeason(id: string, body: PassBody): Promise<SeasonRecord>
  /** `seenRevision` is that of the season the editor began with. */
  draftSeason(id: string, seenRevision: number, body: PassBody): Promise<SeasonRecord>
  publishSeason(id: string, seenRevision: number, reason: string): Promise<SeasonRecord>
}

const PATH = '/api/admin/battle-pass'

export function createSeasonActions(http: Http): SeasonActions {
  const send = async (path: string, method: 'POST' | 'PUT', body: unknown) =>
    await parsed(await http.authorized(path, { method, body }), adminSeasonDetailSchema)
  const of = (id: string) => `${PATH}/${encodeURIComponent(id)}`
  return {
    createSeason: (id, body) => send(PATH, 'POST', { id, body }),
    draftSeason: (id, seenRevision, body) => send(`${of(id)}/draft`, 'PUT', { seenRevision, body }),
    publishSeason: (id, seenRevision, reason) => send(`${of(id)}/publish`, 'POST', { seenRevision, reason }),
  }
}
