import { accept, type Result, refuse } from '@casino-club/shared'
import type { AuditActor } from '../admin/index.ts'
import { insertAudit } from '../admin/index.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { decideCheck, markVerified } from './age.store.ts'

export interface VerifyAgePayload {
  readonly checkId: number
  readonly provider: string
  readonly reason: string
}

/** An admin has seen that a player is of age: an event of the player, so that every process that knows him reads him again. */
export function verifyAgeRule(
  actor: AuditActor & { readonly admin: { readonly adminId: number } },
  bus: Bus,
): PersistingRule<VerifyAgePayload, VerifyAgePayload, Queryable> {
  return {
    type: 'age.verify',
    decide({ player, payload }): Result<Decision<VerifyAgePayload>, 'NOTHING_TO_CHANGE'> {
      if (player.ofAge) return refuse('NOTHING_TO_CHANGE', 'the age is verified')
      return accept({
        event: { type: 'age.verified', schemaVersion: 1 },
        postings: [],
        outcome: () => ({ provider: payload.provider }),
        detail: payload,
      })
    },
    async persist(tx, { checkId, reason }, { userId, seq, occurredAtMs: nowMs }) {
      const { adminId } = actor.admin
      if (!(await decideCheck(tx, { id: checkId, status: 'VERIFIED', adminId, reason, nowMs }))) {
        throw new RefusedInTransaction(refuse('CONFLICT', 'this check is decided already'))
      }
      await markVerified(tx, userId, nowMs)
      await insertAudit(tx, actor, {
        action: 'age.verify',
        targetType: 'player',
        targetId: String(userId),
        reason,
        before: { verified: false },
        after: { verified: true, checkId },
        atMs: nowMs,
      })
      await bus.publish(tx, 'player', { userId, version: seq })
    },
  }
}
