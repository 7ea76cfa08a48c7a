import { adminMissionDetailSchema, type MissionBody, type MissionPeriod } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { MissionRecord } from './resources.ts'

/** What is done about missions. Each call resolves only when the server has done it. */
export interface MissionActions {
  createMission(id: string, period: MissionPeriod, body: MissionBody): Promise<MissionRecord>
  /** `seenRevision` is that of the mission the editor began with. */
  draftMission(id: string, seenRevision: number, body: MissionBody): Promise<MissionRecord>
  publishMission(id: string, seenRevision: number, reason: string): Promise<MissionRecord>
}

const PATH = '/api/admin/missions'

export function createMissionActions(http: Http): MissionActions {
  const send = async (path: string, method: 'POST' | 'PUT', body: unknown) =>
    await parsed(await http.authorized(path, { method, body }), adminMissionDetailSchema)
  const of = (id: string) => `${PATH}/${encodeURIComponent(id)}`
  return {
    createMission: (id, period, body) => send(PATH, 'POST', { id, period, body }),
    draftMission: (id, seenRevision, body) => send(`${of(id)}/draft`, 'PUT', { seenRevision, body }),
    publishMission: (id, seenRevision, reason) => send(`${of(id)}/publish`, 'POST', { seenRevision, reason }),
  }
}
