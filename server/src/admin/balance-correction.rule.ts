import { accept, type Currency, type Result, refuse } from '@casino-club/shared'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Decision, PersistingRule } from '../player/index.ts'
import { type AuditActor, insertAudit } from './audit.store.ts'
import { type Mover, refuseManyUnproven } from './unproven.store.ts'

export interface CorrectionPayload {
  readonly currency: Currency
  readonly amount: number
  readonly reason: string
  readonly expectedVersion: number
}

interface CorrectionDetail extends CorrectionPayload {
  readonly balanceBefore: number
  readonly balanceAfter: number
}

export type CorrectionRefusal = 'CONFLICT' | 'INSUFFICIENT_FUNDS' | 'BALANCE_LIMIT'

/**
 * An admin's change of a balance: against the version he looked at, audited in the same transaction, and told to the
 * player's open room when that commits.
 */
export function balanceCorrectionRule(
  actor: AuditActor,
  bus: Bus,
  mover: Mover,
): PersistingRule<CorrectionPayload, CorrectionDetail, Queryable> {
  return {
    type: 'wallet.correct',
    decide({ player, payload }): Result<Decision<CorrectionDetail>, CorrectionRefusal> {
      if (payload.expectedVersion !== player.version) {
        return refuse('CONFLICT', `the player has changed: version ${player.version} now`)
      }
      const { currency, amount, reason } = payload
      const balanceBefore = player.balances[currency]
      const balanceAfter = balanceBefore + amount
      if (balanceAfter < 0) return refuse('INSUFFICIENT_FUNDS', `only ${balanceBefore} ${currency} are there`)
      return accept({
        event: { type: 'wallet.corrected', schemaVersion: 1 },
        postings: [{ currency, amount, counterAccount: 'house:correction', reason: 'admin.correction' }],
        outcome: () => ({ currency, amount, balanceBefore, balanceAfter, version: player.version + 1, note: reason }),
        detail: { ...payload, balanceBefore, balanceAfter },
      })
    },
    async persist(tx, detail, { userId, seq, occurredAtMs }) {
      const { currency, amount, reason } = detail
      await insertAudit(tx, actor, {
        action: 'players.correct',
        targetType: 'player',
        targetId: String(userId),
        reason,
        before: { [currency]: detail.balanceBefore, version: seq - 1 },
        after: { [currency]: detail.balanceAfter, version: seq },
        atMs: occurredAtMs,
      })
      await refuseManyUnproven(tx, mover, occurredAtMs)
      const notice = { kind: 'balanceCorrected', currency, amount, note: reason } as const
      await bus.publish(tx, 'player', { userId, version: seq, notice })
    },
  }
}
