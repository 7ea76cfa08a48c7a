import { achievementClaimReply, achievementsReply, type OwnAchievement } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** One's achievements, and taking what they pay; of the window that was seen, and no other. */
export function createAchievementsApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  return {
    own: () => call('/api/achievements', achievementsReply),
    claim: ({ id, began }: Pick<OwnAchievement, 'id' | 'began'>) =>
      command(`/api/achievements/${encodeURIComponent(id)}/claim`, achievementClaimReply, { began }),
  }
}
