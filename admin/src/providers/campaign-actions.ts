import {
  type Audience,
  type CampaignBody,
  type CampaignCount,
  type CampaignMessage,
  type CampaignPreview,
  type CampaignResults,
  campaignCountReply,
  campaignDetailSchema,
  campaignPreviewReply,
  campaignResultsSchema,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { CampaignRecord } from './resources.ts'

export type CampaignMove = 'start' | 'pause' | 'resume' | 'cancel' | 'resend'

/** What is done about campaigns. Each call resolves only when the server has done it. */
export interface CampaignActions {
  /** The same key again is the same campaign. */
  createCampaign(key: string, name: string, body: CampaignBody): Promise<CampaignRecord>
  editCampaign(id: number, seenRevision: number, name: string, body: CampaignBody): Promise<CampaignRecord>
  moveCampaign(id: number, move: CampaignMove, seenRevision: number, reason: string): Promise<CampaignRecord>
  decideCampaign(id: number, approved: boolean, seenRevision: number, reason: string): Promise<CampaignRecord>
  countAudience(audience: Audience): Promise<CampaignCount>
  previewCampaign(message: CampaignMessage): Promise<CampaignPreview>
  campaignResults(id: number): Promise<CampaignResults>
}

const PATH = '/api/admin/campaigns'

export function createCampaignActions(http: Http): CampaignActions {
  const send = (path: string, body: object, method: 'POST' | 'PUT' = 'POST') =>
    http.authorized(`${PATH}${path}`, { method, body })
  const changed = async (answer: Promise<Response>) => await parsed(await answer, campaignDetailSchema)
  return {
    createCampaign: (key, name, body) => changed(send('', { key, name, body })),
    editCampaign: (id, seenRevision, name, body) => changed(send(`/${id}`, { seenRevision, name, body }, 'PUT')),
    moveCampaign: (id, move, seenRevision, reason) => changed(send(`/${id}/${move}`, { seenRevision, reason })),
    decideCampaign: (id, approved, seenRevision, reason) =>
      changed(send(`/${id}/decide`, { approved, seenRevision, reason })),
    countAudience: async (audience) => await parsed(await send('/count', { audience }), campaignCountReply),
    previewCampaign: async (message) => await parsed(await send('/preview', { message }), campaignPreviewReply),
    campaignResults: async (id) => await parsed(await http.authorized(`${PATH}/${id}/results`), campaignResultsSchema),
  }
}
