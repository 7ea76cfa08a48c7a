import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, type PlayerState, RefusedInTransaction } from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { insertReward, type OwnSide, type PaidReward, writeTaken } from './rewards.store.ts'

const ACCOUNT = 'house:friends'
export type FriendRefusal =
  | 'PAUSED'
  | 'SELF_EXCLUDED'
  | 'INVITATION_UNFINISHED'
  | 'INVITATION_UNPAID'
  | 'INVITATION_CLAIMED'

function refuseReward({ state, coins, paid }: OwnSide): Refusal<FriendRefusal> | undefined {
  if (paid) return refuse('INVITATION_CLAIMED', 'this reward was taken')
  if (coins === 0 || ['UNPAID', 'REJECTED', 'MISSED', 'TAKEN_BACK'].includes(state)) {
    return refuse('INVITATION_UNPAID', 'this invitation has no reward')
  }
  if (state !== 'EARNED') return refuse('INVITATION_UNFINISHED', 'the reward of this invitation is not earned yet')
  return undefined
}

const openTo = (state: PlayerState, nowMs: number) =>
  state.safe?.restrictions && closedTo(state.safe.restrictions, nowMs)

/** Pays one side of an invitation, once. It draws nobody back who has taken a pause or excluded himself. */
export function friendRewardRule(own: OwnSide): PersistingRule<{ invitation: number }, undefined, Queryable> {
  const { invitation, side, coins: amount } = own
  return {
    type: 'friend.reward',
    decide({ player, nowMs }): Result<Decision, FriendRefusal> {
      const refused = openTo(player.state, nowMs) ?? refuseReward(own)
      if (refused) return refused as Refusal<FriendRefusal>
      return accept({
        event: { type: 'friend.rewarded', schemaVersion: 1 },
        postings: [{ currency: 'coins', amount, counterAccount: ACCOUNT, reason: 'friend.rewarded' }],
        outcome: ({ coins }) => ({ invitation, side, amount, coins }),
        detail: undefined,
      })
    },
    async persist(tx, _, at) {
      if (await insertReward(tx, own, at)) return
      throw new RefusedInTransaction(
        refuse('INVITATION_CLAIMED', 'this reward was taken, or is not to be had any more'),
      )
    },
  }
}

/** Takes a reward back from who got it by abuse: what is still there, and never more. */
export function takeBackRule({ invitation, side, amount }: PaidReward): PersistingRule<object, number, Queryable> {
  return {
    type: 'friend.takeBack',
    decide({ player }): Result<Decision<number>, never> {
      const taken = Math.min(amount, player.balances.coins)
      return accept({
        event: { type: 'friend.takenBack', schemaVersion: 1 },
        postings: [{ currency: 'coins', amount: 0 - taken, counterAccount: ACCOUNT, reason: 'friend.takenBack' }],
        outcome: ({ coins }) => ({ invitation, side, taken, missing: amount - taken, coins }),
        detail: taken,
      })
    },
    async persist(tx, taken, at) {
      if (await writeTaken(tx, { invitation, side }, taken, at.seq)) return
      throw new RefusedInTransaction(refuse('NOTHING_TO_CHANGE', 'it was taken back before'))
    },
  }
}
