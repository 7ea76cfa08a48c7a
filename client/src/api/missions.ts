import { missionClaimReply, missionsReply, type OwnMission } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** What there is to do, and taking what it pays; of the window that was seen, and no other. */
export function createMissionsApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  return {
    open: () => call('/api/missions', missionsReply),
    claim: ({ id, began }: Pick<OwnMission, 'id' | 'began'>) =>
      command(`/api/missions/${encodeURIComponent(id)}/claim`, missionClaimReply, { began }),
  }
}
