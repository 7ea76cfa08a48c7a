import { adminInvitationSchema, type FriendTerms, friendTermsReply, type InvitationDecision } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { FriendTermsRecord, InvitationRecord } from './resources.ts'

/** The next version of what invitations promise. */
export interface FriendTermsOrder {
  readonly seenVersion: number
  readonly terms: FriendTerms
  readonly reason: string
}

/** What is done about invitations of friends. Each call resolves only when the server has done it. */
export interface FriendActions {
  decideInvitation(id: number, decision: InvitationDecision, reason: string): Promise<InvitationRecord>
  writeFriendTerms(order: FriendTermsOrder): Promise<FriendTermsRecord[]>
}

export function createFriendActions(http: Http): FriendActions {
  const path = '/api/admin/friends'
  return {
    decideInvitation: async (id, decision, reason) => {
      const options = { method: 'POST', body: { decision, reason } } as const
      return await parsed(await http.authorized(`${path}/invitations/${id}/decide`, options), adminInvitationSchema)
    },
    writeFriendTerms: async (body) =>
      await parsed(await http.authorized(`${path}/terms`, { method: 'PUT', body }), friendTermsReply),
  }
}
