import { unlockReply, unlocksReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

/** Calls about content that opens stage by stage. */
export function createUnlocksApi(call: AuthorisedCall) {
  return {
    list: () => call('/api/unlock', unlocksReply),
    unlock: (body: { commandId: string; content: string; stage: number; expectedGems: number }) =>
      call('/api/unlock', unlockReply, { method: 'POST', body }),
  }
}
