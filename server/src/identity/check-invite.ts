import { accept, type Result, refuse } from '@casino-club/shared'
import type { Invite } from './invites.store.ts'

export type InviteRefusal = 'INVITE_UNKNOWN' | 'INVITE_DISABLED' | 'INVITE_EXPIRED' | 'INVITE_USED_UP'

/** Whether a code lets somebody in now. */
export function checkInvite(invite: Invite | undefined, nowMs: number): Result<Invite, InviteRefusal> {
  if (invite === undefined) return refuse('INVITE_UNKNOWN', 'this invite code is unknown')
  if (invite.disabledAt !== null) return refuse('INVITE_DISABLED', 'this invite code was withdrawn')
  if (invite.expiresAt !== null && invite.expiresAt.getTime() <= nowMs) {
    return refuse('INVITE_EXPIRED', 'this invite code has expired')
  }
  if (invite.maxUses !== null && invite.usedCount >= invite.maxUses) {
    return refuse('INVITE_USED_UP', 'this invite code is used up')
  }
  return accept(invite)
}
