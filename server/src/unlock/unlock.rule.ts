import { accept, type Refusal, type Result, refuse, type StagedContentBody } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, type Posting, RefusedInTransaction } from '../player/index.ts'
import { insertUnlock } from './unlocks.store.ts'

/** What a stage is decided by; read before the decision, and again under the player's row. */
export interface UnlockFacts {
  /** The version in force; undefined: there is none. */
  readonly version: number | undefined
  readonly body: StagedContentBody | undefined
  readonly unlocked: ReadonlySet<number>
  readonly holdsTier: (tier: string) => boolean
  readonly claimed: ReadonlySet<string>
}

export interface UnlockPayload {
  readonly content: string
  readonly stage: number
  readonly expectedGems: number
}

export type StageRefusal =
  | 'NOT_FOUND'
  | 'AGE_UNVERIFIED'
  | 'CONTENT_UNLOCKED'
  | 'CONTENT_OUT_OF_ORDER'
  | 'CONTENT_CONDITION_UNMET'

/** Why a stage stays closed, its price aside, in order of precedence; undefined: it may be unlocked. */
export function refuseStage(
  { body, unlocked, holdsTier, claimed }: UnlockFacts,
  stage: number,
  player: { readonly ofAge: boolean; readonly xp: number },
): Refusal<StageRefusal> | undefined {
  const wanted = body?.enabled ? body.stages[stage - 1] : undefined
  if (body === undefined || wanted === undefined) return refuse('NOT_FOUND', 'there is no such stage')
  if (body.rating === 'adult' && !player.ofAge) return refuse('AGE_UNVERIFIED', 'only for adults whose age is verified')
  if (unlocked.has(stage)) return refuse('CONTENT_UNLOCKED', 'this stage is unlocked already')
  for (let before = 1; before < stage; before++) {
    if (!unlocked.has(before)) return refuse('CONTENT_OUT_OF_ORDER', `stage ${before} comes first`)
  }
  const { tier, xp, mission } = wanted.conditions
  const isMet = (tier === null || holdsTier(tier)) && player.xp >= xp && (mission === null || claimed.has(mission))
  return isMet ? undefined : refuse('CONTENT_CONDITION_UNMET', 'not everything that it asks for is there')
}

/** Unlocks the next stage of a content, once, with its price in one entry. Whoever may not play is sold nothing. */
export function unlockRule(
  facts: UnlockFacts,
  readAgain: (tx: Queryable) => Promise<UnlockFacts>,
): PersistingRule<UnlockPayload, UnlockPayload & { readonly ofAge: boolean; readonly xp: number }, Queryable> {
  return {
    type: 'content.unlock',
    asks: () => ({ kind: 'spend', won: 0 }),
    decide({ player, payload }): Result<Decision<UnlockPayload & { ofAge: boolean; xp: number }>> {
      const { content, stage, expectedGems } = payload
      const who = { ofAge: player.ofAge, xp: player.state.xp ?? 0 }
      const refused = refuseStage(facts, stage, who)
      if (refused) return refused
      const priceGems = facts.body?.stages[stage - 1]?.priceGems ?? 0
      if (priceGems !== expectedGems) return refuse('PRICE_CHANGED', `it costs ${priceGems} gems`)
      if (player.balances.gems < priceGems) return refuse('INSUFFICIENT_FUNDS', 'not enough gems')
      return accept({
        event: { type: 'content.unlocked', schemaVersion: 1 },
        postings: priceGems > 0 ? [paid(priceGems)] : [],
        flow: { kind: 'spend', won: 0 },
        outcome: ({ gems }) => ({ content, stage, version: facts.version, priceGems, gems }),
        detail: { ...payload, ...who },
      })
    },
    async persist(tx, { content, stage, ...who }, at) {
      const now = await readAgain(tx)
      const refused = refuseStage(now, stage, who)
      if (refused) throw new RefusedInTransaction(refused)
      if (now.version !== facts.version) throw new RefusedInTransaction(refuse('CONFLICT', 'it has just changed'))
      if (!(await insertUnlock(tx, content, stage, at))) {
        throw new RefusedInTransaction(refuse('CONTENT_UNLOCKED', 'this stage is unlocked already'))
      }
    },
  }
}

const paid = (gems: number): Posting => ({
  ...{ currency: 'gems', amount: -gems, counterAccount: 'house:contents', reason: 'content.unlocked' },
})
