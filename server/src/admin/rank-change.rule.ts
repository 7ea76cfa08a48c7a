import { accept, type Rank, type Result, refuse } from '@casino-club/shared'
import { changeRank } from '../identity/index.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { type AuditActor, insertAudit } from './audit.store.ts'

export interface RankChangePayload {
  readonly rank: Rank
  readonly reason: string
}

interface RankChangeDetail extends RankChangePayload {
  readonly from: Rank
}

/** An admin's change of rank: an event of the player, so that every process that knows him reads him again. */
export function rankChangeRule(
  actor: AuditActor,
  bus: Bus,
): PersistingRule<RankChangePayload, RankChangeDetail, Queryable> {
  return {
    type: 'rank.change',
    decide({ player, payload }): Result<Decision<RankChangeDetail>, 'NOTHING_TO_CHANGE'> {
      const { rank: from } = player
      if (payload.rank === from) return refuse('NOTHING_TO_CHANGE', `this player is ${from} already`)
      return accept({
        event: { type: 'rank.changed', schemaVersion: 1 },
        postings: [],
        outcome: () => ({ from, to: payload.rank }),
        detail: { ...payload, from },
      })
    },
    async persist(tx, { from, rank, reason }, { userId, seq, occurredAtMs }) {
      if (!(await changeRank(tx, userId, from, rank))) {
        throw new RefusedInTransaction(refuse('CONFLICT', 'the rank has changed meanwhile'))
      }
      await insertAudit(tx, actor, {
        action: 'players.rank',
        targetType: 'player',
        targetId: String(userId),
        reason,
        before: { rank: from },
        after: { rank },
        atMs: occurredAtMs,
      })
      await bus.publish(tx, 'player', { userId, version: seq, notice: { kind: 'rankChanged', rank } })
    },
  }
}
