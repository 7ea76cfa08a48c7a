import { accept, type MissionBody, type Refusal, type Result, refuse, totalOf } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { grant, insertUnlocks } from '../rewards/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { settleClaim } from './own-missions.store.ts'

export type ClaimRefusal =
  | 'PAUSED'
  | 'SELF_EXCLUDED'
  | 'MISSION_OVER'
  | 'MISSION_CLAIMED'
  | 'MISSION_UNFINISHED'
  | 'ITEM_UNKNOWN'
  | 'BALANCE_LIMIT'

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

export interface ClaimDependencies {
  readonly catalogue: {
    find(id: string): { readonly active: boolean } | undefined
    expiryOf(id: string, nowMs: number): number | undefined
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal | undefined>
  }
}

const PAID = { account: 'house:missions', reason: 'mission.claimed' } as const

function refuseClaim(it: Claimable, payload: ClaimPayload, nowMs: number): Refusal<ClaimRefusal> | undefined {
  const asked = payload.began ?? it.began
  if (asked !== it.began || nowMs >= it.endsAtMs) return refuse('MISSION_OVER', 'the window of this mission is over')
  if (it.claimed) return refuse('MISSION_CLAIMED', 'the rewards of this mission were taken')
  if (!it.done) return refuse('MISSION_UNFINISHED', 'this mission is not finished')
  return undefined
}

/**
 * Pays the rewards of a mission in the version the player began with, all of them or none, once a window. It draws nobody
 * back who has taken a pause or excluded himself.
 */
export function claimRule(
  it: Claimable,
  { catalogue }: ClaimDependencies,
): PersistingRule<ClaimPayload, undefined, Queryable> {
  const { rewards, target } = it.body
  const totals = totalOf(rewards)
  return {
    type: 'mission.claim',
    decide({ player, payload, nowMs }): Result<Decision, ClaimRefusal> {
      const closed = player.state.safe?.restrictions && closedTo(player.state.safe.restrictions, nowMs)
      const refused = closed ?? refuseClaim(it, payload, nowMs)
      if (refused) return refused as Refusal<ClaimRefusal>
      const unknown = [...totals.items.keys()].find((id) => catalogue.find(id)?.active !== true)
      if (unknown !== undefined) return refuse('ITEM_UNKNOWN', `the item ${unknown} is unknown or not active`)
      const granted = grant(player, totals, { nowMs, catalogue, ...PAID })
      if (!granted.ok) return granted
      const { after, postings, items, state } = granted.value
      const { coins, gems, tickets, xp } = after
      return accept({
        event: { type: 'mission.claimed', schemaVersion: 1 },
        postings,
        items,
        outcome: () => ({
          ...{ mission: it.mission, version: it.version, began: it.began, target },
          ...{ rewards, coins, gems, tickets, xp, xpGained: totals.xp },
          items: items.map((item) => ({ ...item, expiresAtMs: item.expiresAtMs ?? null })),
        }),
        ...(state && { state }),
        detail: undefined,
      })
    },
    async persist(tx, _, at) {
      if (!(await settleClaim(tx, it, at))) {
        throw new RefusedInTransaction(refuse('MISSION_CLAIMED', 'the rewards of this mission were taken'))
      }
      const refusal = await catalogue.refuseGrants(tx, [...totals.items.keys()])
      if (refusal) throw new RefusedInTransaction(refusal)
      await insertUnlocks(tx, [...totals.contents], at)
    },
  }
}
