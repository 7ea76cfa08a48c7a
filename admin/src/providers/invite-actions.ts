import { type InviteBatch, inviteBatchReply, inviteSchema } from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import type { InviteEntry } from './resources.ts'

/** Codes to be made; see `inviteBatchBody`. */
export interface NewInvites {
  readonly commandId: string
  readonly count: number
  readonly maxUses: number | null
  /** ISO 8601; null: without an end. */
  readonly expiresAt: string | null
  readonly note: string
}

/** What is done about invite codes. Each call resolves only when the server has done it. */
export interface InviteActions {
  createInvites(batch: NewInvites): Promise<InviteBatch>
  disableInvite(code: string, reason: string): Promise<InviteEntry>
}

const INVITES = '/api/admin/invites'

export function createInviteActions(http: Http): InviteActions {
  const post = (path: string, body: unknown) => http.authorized(path, { method: 'POST', body })
  return {
    createInvites: async (batch) => await parsed(await post(INVITES, batch), inviteBatchReply),
    disableInvite: async (code, reason) =>
      await parsed(await post(`${INVITES}/${encodeURIComponent(code)}/disable`, { reason }), inviteSchema),
  }
}
