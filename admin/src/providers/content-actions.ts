import { type AdminContent, adminContentSchema, adminContentsReply, type StagedContentBody } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is looked up and done about staged content. Each call resolves only when the server has done it. */
export interface ContentActions {
  readContents(): Promise<AdminContent[]>
  /** `seenRevision` null: it is new. */
  draftContent(id: string, seenRevision: number | null, body: StagedContentBody): Promise<AdminContent>
  publishContent(id: string, seenRevision: number, reason: string): Promise<AdminContent>
}

const PATH = '/api/admin/contents'

export function createContentActions(http: Http): ContentActions {
  const of = (id: string) => `${PATH}/${encodeURIComponent(id)}`
  return {
    readContents: async () => await parsed(await http.authorized(PATH), adminContentsReply),
    draftContent: async (id, seenRevision, body) => {
      const sent = { method: 'PUT', body: { seenRevision, body } } as const
      return await parsed(await http.authorized(`${of(id)}/draft`, sent), adminContentSchema)
    },
    publishContent: async (id, seenRevision, reason) => {
      const sent = { method: 'POST', body: { seenRevision, reason } } as const
      return await parsed(await http.authorized(`${of(id)}/publish`, sent), adminContentSchema)
    },
  }
}
