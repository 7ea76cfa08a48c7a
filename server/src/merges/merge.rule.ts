import { accept, type Refusal, type Result, refuse, type Usage } from '@casino-club/shared'
import type { CommandRule, Decision, PlayerSnapshot, Posting } from '../player/index.ts'
import { carryUsage, type Policy } from '../safe-play/index.ts'
import type { MergeAccount, MergePayload, MergePlan } from './merge.types.ts'
import { MERGED_CURRENCIES } from './plan-merge.ts'

export type MergeRule = CommandRule<MergePayload, 'out' | 'in'>

/** The one house account that all merges go through: what one account gives another gets, so it holds nothing. */
export const MERGE_ACCOUNT = 'house:merge'

/** The event an account's part will be: it is decided on exactly this version, or not at all. */
const eventIdOf = ({ userId, version }: MergeAccount): string => `${userId}-${version + 1}`

/**
 * A plan holds for exactly the versions it was made on. Whoever looked at others, or at a moment before, has seen
 * something else than what would happen.
 */
function refuseStale(player: PlayerSnapshot, planned: MergeAccount, expected: number): Refusal<'CONFLICT'> | undefined {
  if (player.version === expected && planned.version === expected) return undefined
  return refuse('CONFLICT', `account ${player.userId} has changed: version ${player.version} now`)
}

const postings = ({ moved }: MergePlan, sign: 1 | -1): Posting[] =>
  MERGED_CURRENCIES.map((currency) => ({
    currency,
    amount: sign * moved[currency],
    counterAccount: MERGE_ACCOUNT,
    reason: 'account.merged',
  }))

/** Empties an account into another one and closes it for good. */
export function mergeOutRule(plan: MergePlan): MergeRule {
  const { from, into, moved } = plan
  return {
    type: 'account.merge.out',
    decide({ player, payload }): Result<Decision<'out' | 'in'>> {
      const refusal = refuseStale(player, from, payload.expectedFromVersion) ?? plan.refusals[0]
      if (refusal) return refusal
      return accept({
        event: { type: 'account.mergedOut', schemaVersion: 1 },
        postings: postings(plan, -1),
        outcome: () => ({ intoUserId: into.userId, otherEventId: eventIdOf(into), moved }),
        state: { ...player.state, xp: 0, mergedInto: into.userId },
        detail: 'out',
      })
    },
  }
}

/** Takes in what another account held: money, stocks with their end, experience, and what it has used of limits. */
export function mergeInRule(plan: MergePlan, { calendar }: Policy): MergeRule {
  const { from, into, moved, usage } = plan
  return {
    type: 'account.merge.in',
    decide({ player, payload, nowMs }): Result<Decision<'out' | 'in'>> {
      const refusal = refuseStale(player, into, payload.expectedVersion) ?? plan.refusals[0]
      if (refusal) return refusal
      const { state } = player
      const at = { seq: player.version + 1, nowMs }
      const carried: Usage | undefined = usage === null ? undefined : carryUsage(state.safe?.usage, usage, at, calendar)
      return accept({
        event: { type: 'account.mergedIn', schemaVersion: 1 },
        postings: postings(plan, 1),
        items: moved.items.map(({ item, quantity, expiresAtMs }) => ({
          item,
          quantity,
          ...(expiresAtMs !== null && { expiresAtMs }),
        })),
        outcome: () => ({ fromUserId: from.userId, otherEventId: eventIdOf(from), moved, usage }),
        state: {
          ...state,
          ...(moved.xp > 0 && { xp: (state.xp ?? 0) + moved.xp }),
          ...(carried && { safe: { ...state.safe, usage: carried } }),
        },
        detail: 'in',
      })
    },
  }
}
