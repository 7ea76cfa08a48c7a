import { accept, type OverrideBody, type Result, refuse } from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import { inTransaction, type Queryable } from '../platform/postgres/pool.ts'
import { decide, findMemberships, isSomebody, lockDeciding } from './members.store.ts'
import { endOverride, findOverride, insertOverride, lockOverride } from './overrides.store.ts'
import type { AdminActor, SegmentDependencies } from './rules.service.ts'
import { findRuleVersions } from './rules.store.ts'
import { findStanding } from './standing.ts'

const LONGEST_MS = 366 * 86_400_000
type OverrideRefusal = 'NOT_FOUND' | 'INVALID_PAYLOAD'

/** Decides for one player alone, at once. */
async function decideFor(tx: Queryable, deps: SegmentDependencies, userId: number, dimension: string): Promise<void> {
  const nowMs = deps.clock.nowMs()
  const { live } = await findStanding(tx, deps, await findRuleVersions(tx, dimension))
  await decide(tx, { live, after: userId - 1, last: userId, nowMs })
}

/** Sets a player's segment until an end, whatever the rules say. */
export function setOverride(
  deps: SegmentDependencies,
  { userId, dimension, segment, until, reason }: OverrideBody,
  actor: AdminActor,
): Promise<Result<true, OverrideRefusal>> {
  const nowMs = deps.clock.nowMs()
  const untilMs = Date.parse(until)
  return inTransaction(deps.pool, async (tx): Promise<Result<true, OverrideRefusal>> => {
    if (untilMs <= nowMs || untilMs > nowMs + LONGEST_MS)
      return refuse('INVALID_PAYLOAD', 'until is within a year from now')
    await lockDeciding(tx, dimension)
    if (!(await isSomebody(tx, userId))) return refuse('NOT_FOUND', 'no such player')
    const [live] = (await findStanding(tx, deps, await findRuleVersions(tx, dimension))).live
    const known = live && [...live.rules.rules, live.rules.otherwise].some((each) => each.segment === segment)
    if (!known) return refuse('NOT_FOUND', 'no such segment')
    const before = (await findMemberships(tx, userId)).find((each) => each.dimension === dimension)
    await insertOverride(tx, { userId, dimension, segment, untilMs, reason, adminId: actor.admin.adminId, nowMs })
    await decideFor(tx, deps, userId, dimension)
    await insertAudit(tx, actor, {
      action: 'segments.override',
      targetType: 'player',
      targetId: String(userId),
      reason,
      before: before ? { dimension, segment: before.segment } : null,
      after: { dimension, segment, until },
      atMs: nowMs,
    })
    return accept(true as const)
  })
}

/** Ends what was set by hand, now; the rules decide again. Gives whose it was. */
export function unsetOverride(
  deps: SegmentDependencies,
  id: number,
  reason: string,
  actor: AdminActor,
): Promise<Result<number, 'NOT_FOUND'>> {
  const nowMs = deps.clock.nowMs()
  return inTransaction(deps.pool, async (tx): Promise<Result<number, 'NOT_FOUND'>> => {
    const set = await findOverride(tx, id)
    // Before the row, as whoever sets another one: neither waits for what the other holds.
    if (set) await lockDeciding(tx, set.dimension)
    const override = set && (await lockOverride(tx, id))
    if (override === undefined) return refuse('NOT_FOUND', 'nothing of this number is set')
    const { userId, dimension, segment } = override
    await endOverride(tx, id, nowMs)
    await decideFor(tx, deps, userId, dimension)
    await insertAudit(tx, actor, {
      action: 'segments.override-end',
      targetType: 'player',
      targetId: String(userId),
      reason,
      before: { dimension, segment },
      after: null,
      atMs: nowMs,
    })
    return accept(userId)
  })
}
