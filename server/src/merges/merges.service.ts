import {
  type AccountMerge,
  accept,
  MAX_AMOUNT,
  type MergePreview,
  type MergeSide,
  type Refusal,
  type Result,
  refuse,
} from '@casino-club/shared'
import type { Sessions } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Answer, Together } from '../player/index.ts'
import type { Policy } from '../safe-play/index.ts'
import { mergeInRule, mergeOutRule } from './merge.rule.ts'
import type { AccountRefusal, MergeAccount, MergePayload, MergePlan } from './merge.types.ts'
import { findMerges, readAccounts } from './merges.store.ts'
import { type MergingAdmin, persistMerge } from './persist-merge.ts'
import { MERGED_CURRENCIES, planMerge } from './plan-merge.ts'

export interface MergeDependencies {
  readonly pool: Pool
  readonly together: Together
  readonly sessions: Sessions
  readonly bus: Bus
  readonly clock: Clock
  readonly dayOf: (atMs: number) => number
  readonly log: Log
  readonly policy: Policy
}

/** Which accounts, and the versions that were looked at, where they were. */
export interface PreviewRequest {
  readonly fromUserId: number
  readonly intoUserId: number
  readonly expectedFromVersion?: number | undefined
  readonly expectedVersion?: number | undefined
}

export interface Merged {
  readonly merge: AccountMerge
  readonly replayed: boolean
}

/** Two accounts of one person made one. */
export class Merges {
  private readonly deps: MergeDependencies

  constructor(deps: MergeDependencies) {
    this.deps = deps
  }

  /** The merges an account took part in, newest first. */
  of(userId: number): Promise<AccountMerge[]> {
    return findMerges(this.deps.pool, { userId })
  }

  /** What a merge would move and what stands against it; changes nothing. */
  async preview(request: PreviewRequest): Promise<Result<MergePreview>> {
    const planned = await this.plan(request)
    if (!planned.ok) return planned
    const { from, into, moved, refusals } = planned.value
    const stale = [...refuseVersion(from, request.expectedFromVersion), ...refuseVersion(into, request.expectedVersion)]
    return accept({
      dryRun: true,
      into: sideOf(into, moved, 1),
      from: sideOf(from, moved, -1),
      moved,
      sessions: from.sessions,
      refusals: [...refusals, ...stale].map(({ userId, reason, message }) => ({ userId, reason, message })),
    })
  }

  /** Makes the accounts one, once per command id: all of it or nothing. */
  async merge(commandId: string, payload: MergePayload, admin: MergingAdmin): Promise<Result<Merged>> {
    const planned = await this.plan(payload)
    if (!planned.ok) return planned
    const plan = planned.value
    const { pool, together, log, policy } = this.deps
    const { fromUserId, intoUserId, reason } = payload
    const members = [
      { userId: fromUserId, rule: mergeOutRule(plan), request: { commandId, payload } },
      { userId: intoUserId, rule: mergeInRule(plan, policy), request: { commandId, payload } },
    ]
    const answers = await together.execute(members, persistMerge(this.deps, { plan, reason, admin }), 'all')
    const refusal = refusalAmong(answers)
    if (refusal) return refusal
    const [merge] = await findMerges(pool, { commandId })
    if (merge === undefined) throw new Error('a merge that was made is not there')
    const replayed = answers.some((answer) => answer.ok && answer.replayed === true)
    if (!replayed) log.info({ fromUserId, intoUserId, adminId: admin.admin.adminId }, 'two accounts were made one')
    return accept({ merge, replayed })
  }

  private async plan({ fromUserId, intoUserId }: PreviewRequest): Promise<Result<MergePlan>> {
    if (fromUserId === intoUserId) return refuse('SAME_ACCOUNT', 'an account cannot be merged into itself')
    const { pool, clock, policy } = this.deps
    const nowMs = clock.nowMs()
    const accounts = await readAccounts(pool, [fromUserId, intoUserId], nowMs)
    const [from, into] = [accounts.get(fromUserId), accounts.get(intoUserId)]
    if (from === undefined || into === undefined) return refuse('NOT_FOUND', 'no such player')
    return accept(planMerge(from, into, { nowMs, policy }))
  }
}

function refuseVersion({ userId, version }: MergeAccount, expected: number | undefined): AccountRefusal[] {
  if (expected === undefined || expected === version) return []
  return [{ ...refuse('CONFLICT', `account ${userId} has changed: version ${version} now`), userId }]
}

/** Of both parts' refusals the one that says most: a conflict may only follow from the other's. */
function refusalAmong(answers: readonly Answer[]): Refusal | undefined {
  const refusals = answers.filter((answer) => !answer.ok)
  return refusals.find(({ reason }) => reason !== 'CONFLICT') ?? refusals[0]
}

/** An account before and after. */
function sideOf(account: MergeAccount, moved: MergePlan['moved'], sign: 1 | -1): MergeSide {
  const before = { ...account.balances, xp: account.xp }
  const after = { ...before }
  for (const name of [...MERGED_CURRENCIES, 'xp' as const]) after[name] += sign * moved[name]
  return {
    id: account.userId,
    siteId: account.siteId,
    nickname: account.nickname,
    rank: account.rank,
    version: account.version,
    createdAt: account.createdAt.toISOString(),
    before,
    after: Object.values(after).every((amount) => amount <= MAX_AMOUNT) ? after : null,
  }
}
