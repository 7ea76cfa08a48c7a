import { accept, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { PersistingRule } from '../player/index.ts'
import { type Owed, type PayDependencies, rewardClaimRule } from '../rewards/index.ts'
import { settleClaim, type Unlocked } from './own-achievements.store.ts'

const CLAIMED = refuse('ACHIEVEMENT_CLAIMED', 'the rewards of this achievement were taken')

/** Pays the rewards of an achievement that its player has, once; whenever he asks, for it is his. */
export function claimRule(it: Unlocked, deps: PayDependencies): PersistingRule<object, Owed<undefined>, Queryable> {
  const { achievement, version, began, body } = it
  const outcome = { achievement, version, began }
  return rewardClaimRule(
    {
      type: 'achievement.claim',
      ...{ account: 'house:achievements', reason: 'achievement.claimed' },
      owed: () => (it.claimed ? CLAIMED : accept({ rewards: body.rewards, outcome, taken: undefined })),
      settle: async (tx, _, at) => ((await settleClaim(tx, it, at)) ? undefined : CLAIMED),
    },
    deps,
  )
}
