import {
  friendRewardedSchema,
  myInviteReply,
  type ShareOrder,
  shareSchema,
  sharesReply,
  unshareReply,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** Calls about inviting friends and about links one shares. */
export function createInvitationsApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  return {
    mine: () => call('/api/invite/mine', myInviteReply),
    claim: (id: number) => command(`/api/invite/invitations/${id}/claim`, friendRewardedSchema, {}),
    share: (order: ShareOrder) => call('/api/share', shareSchema, { method: 'POST', body: order }),
    shares: () => call('/api/share', sharesReply),
    unshare: (code: string) => call(`/api/share/${code}`, unshareReply, { method: 'DELETE' }),
  }
}
