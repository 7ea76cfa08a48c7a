import { vaultClaimReply, vaultStatusReply } from '@casino-club/shared'
import { clockOffsetMs } from '../room/clock.ts'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** Calls about one's vaults. Over HTTP, so that a claim works while the rooms are closed. */
export function createVaultsApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  return {
    /** The vaults, and how far the server's clock was ahead when they were told (ms). */
    async status() {
      const askedAtMs = Date.now()
      const result = await call('/api/vault/status', vaultStatusReply)
      if (!result.ok) return result
      const offsetMs = clockOffsetMs(askedAtMs, Date.now(), Date.parse(result.value.serverTime))
      return { ...result, value: { vaults: result.value.vaults, offsetMs } }
    },
    claim: (vaultId: number) => command('/api/vault/claim', vaultClaimReply, { vaultId }),
  }
}
