import { accept, type MissionBody, type Refusal, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { PersistingRule } from '../player/index.ts'
import {
  type ClosedRefusal,
  type GrantRefusal,
  type Owed,
  type PayDependencies,
  rewardClaimRule,
} from '../rewards/index.ts'
import { settleClaim } from './own-missions.store.ts'

type OwnRefusal = 'MISSION_OVER' | 'MISSION_CLAIMED' | 'MISSION_UNFINISHED'
export type ClaimRefusal = ClosedRefusal | OwnRefusal | GrantRefusal

/** A player's mission as it was read before the decision; what may have changed since is held against its row again. */
export interface Claimable {
  readonly mission: string
  readonly version: number
  readonly body: Pick<MissionBody, 'target' | 'rewards'>
  readonly began: string
  readonly endsAtMs: number
  readonly done: boolean
  readonly claimed: boolean
}

export interface ClaimPayload {
  readonly mission: string
  /** The window that was asked for; absent: the one that is open. */
  readonly began?: string
}

const CLAIMED = refuse('MISSION_CLAIMED', 'the rewards of this mission were taken')

function refuseClaim(it: Claimable, payload: ClaimPayload, nowMs: number): Refusal<OwnRefusal> | undefined {
  const asked = payload.began ?? it.began
  if (asked !== it.began || nowMs >= it.endsAtMs) return refuse('MISSION_OVER', 'the window of this mission is over')
  if (it.claimed) return CLAIMED
  if (!it.done) return refuse('MISSION_UNFINISHED', 'this mission is not finished')
  return undefined
}

/** Pays the rewards of a mission in the version the player began with, all of them or none, once a window. */
export function claimRule(
  it: Claimable,
  deps: PayDependencies,
): PersistingRule<ClaimPayload, Owed<undefined>, Queryable> {
  const { mission, version, began, body } = it
  const outcome = { mission, version, began, target: body.target }
  return rewardClaimRule(
    {
      type: 'mission.claim',
      ...{ account: 'house:missions', reason: 'mission.claimed' },
      owed: (payload, nowMs) =>
        refuseClaim(it, payload, nowMs) ?? accept({ rewards: body.rewards, outcome, taken: undefined }),
      settle: async (tx, _, at) => ((await settleClaim(tx, it, at)) ? undefined : CLAIMED),
    },
    deps,
  )
}
