import { vipStatusReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

/** Calls about one's tier. */
export function createVipApi(call: AuthorisedCall) {
  return { status: () => call('/api/vip/status', vipStatusReply) }
}
