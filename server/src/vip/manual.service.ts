import { accept, type Result, refuse } from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import { inTransaction } from '../platform/postgres/pool.ts'
import { assess } from './assess.ts'
import type { EditingDependencies } from './editing.service.ts'
import { setManual } from './standing.rule.ts'
import { findMembers, type Written } from './standings.store.ts'
import { findTerms } from './terms.store.ts'

export type ManualRefusal =
  | 'NOT_FOUND'
  | 'VIP_TIER_UNKNOWN'
  | 'INVALID_PAYLOAD'
  | 'NOTHING_TO_CHANGE'
  | 'TEMPORARILY_UNAVAILABLE'

/** Null ends what was set. */
export type ManualOrder = { readonly tier: string | null; readonly untilMs: number } | null

interface ByAdmin {
  readonly adminId: number
  readonly reason: string
  readonly actor: Parameters<typeof insertAudit>[1]
}

/** A player who plays writes his row many times a second. */
const TRIES = 20

/** Sets a player's tier until an end, or ends that; audited, with an event of the player. */
export async function changeManual(
  deps: EditingDependencies,
  userId: number,
  order: ManualOrder,
  by: ByAdmin,
): Promise<Result<Written, ManualRefusal>> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const done = await tryToChange(deps, userId, order, by)
    if (done !== undefined) return done
  }
  return refuse('TEMPORARILY_UNAVAILABLE', 'this player is busy')
}

/** Undefined: the player was busy. */
function tryToChange(
  { pool, clock, dayOf }: EditingDependencies,
  userId: number,
  order: ManualOrder,
  { adminId, reason, actor }: ByAdmin,
): Promise<Result<Written, ManualRefusal> | undefined> {
  return inTransaction(pool, async (tx): Promise<Result<Written, ManualRefusal> | undefined> => {
    const nowMs = clock.nowMs()
    const [member] = await findMembers(tx, [userId], dayOf)
    if (member === undefined) return refuse('NOT_FOUND', 'no such player')
    const { live } = await findTerms(tx)
    const level = live && order?.tier != null ? live.tiers.findIndex(({ id }) => id === order.tier) + 1 : 0
    if (live === undefined || (order?.tier != null && level === 0)) {
      return refuse('VIP_TIER_UNKNOWN', 'no such tier is in force')
    }
    if (order !== null && order.untilMs <= nowMs) return refuse('INVALID_PAYLOAD', 'it must end in the future')
    const isSet = member.standing?.manual != null
    if (order === null && !isSet) return refuse('NOTHING_TO_CHANGE', 'nothing was set for this player')
    const place = { level, tier: order?.tier ?? null }
    const manual = order && { place, untilMs: order.untilMs, reason, by: adminId }
    const { changed } = await assess(tx, [userId], {
      ...{ nowMs, dayOf, mayFall: false, by: { adminId, reason } },
      decide: ({ standing }, input) => setManual(standing, manual, input),
    })
    const [written] = changed
    if (written === undefined) return undefined
    await insertAudit(tx, actor, {
      action: order === null ? 'vip.manualEnd' : 'vip.manual',
      targetType: 'player',
      targetId: String(userId),
      reason,
      before: { tier: member.standing?.now.tier ?? null },
      after: { tier: written.change.to, until: order && new Date(order.untilMs).toISOString() },
      atMs: nowMs,
    })
    return accept(written)
  })
}
