import { refuse } from '@casino-club/shared'
import { moveAchievements } from '../achievements/index.ts'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import { mergePasses } from '../battlepass/index.ts'
import { refuseBanned, type Sessions } from '../identity/index.ts'
import { moveInvitations } from '../invitations/index.ts'
import { takeEverything } from '../items/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type EventPosition, type PersistAll, RefusedInTransaction } from '../player/index.ts'
import { insertUnlocks } from '../rewards/index.ts'
import { hasOpenStakes } from '../rounds/index.ts'
import { rememberIfExcluded } from '../safe-play/index.ts'
import { leaveSegments, lockAllDeciding } from '../segments/index.ts'
import { endShares } from '../shares/index.ts'
import { hasOpenPurchases, isSuspected } from '../shop/index.ts'
import { moveSocial } from '../social/index.ts'
import { endVaults } from '../vaults/index.ts'
import { moveTier } from '../vip/index.ts'
import type { MergeAccount, MergePlan } from './merge.types.ts'
import { insertMerge, lockAccounts } from './merges.store.ts'

/** The admin who merges; never the club itself. */
export type MergingAdmin = AuditActor & { readonly admin: { readonly adminId: number } }

export interface PersistDependencies {
  readonly sessions: Sessions
  readonly bus: Bus
  readonly clock: Clock
  /** The number of the club's day of an instant. */
  readonly dayOf: (atMs: number) => number
}

interface Merging {
  readonly plan: MergePlan
  readonly reason: string
  readonly admin: MergingAdmin
}

/** Everything of a merge besides its two events, in their transaction. */
export function persistMerge(deps: PersistDependencies, merging: Merging): PersistAll<'out' | 'in'> {
  return async (tx, rows) => {
    const out = rows.find(({ detail }) => detail === 'out')?.at
    const into = rows.find(({ detail }) => detail === 'in')?.at
    if (out === undefined || into === undefined) throw new TypeError('a merge has two parts')
    await lockAllDeciding(tx)
    await refuseWhatHasChanged(tx, merging.plan, deps.clock.nowMs())
    await takeStocks(tx, out, merging.plan)
    await insertUnlocks(tx, merging.plan.moved.contents, into)
    await endVaults(tx, out)
    const sessions = await insertMerge(tx, {
      commandId: out.commandId,
      fromUserId: out.userId,
      intoUserId: into.userId,
      fromSeq: out.seq,
      intoSeq: into.seq,
      adminId: merging.admin.admin.adminId,
      reason: merging.reason,
      atMs: into.occurredAtMs,
    })
    if (sessions === undefined) {
      throw new RefusedInTransaction(refuse('COMMAND_ID_REUSED', 'this command id merged other accounts'))
    }
    await rememberIfExcluded(tx, into.userId, out.userId)
    await moveSocial(tx, out.userId, into.userId)
    await endShares(tx, out.userId)
    await leaveSegments(tx, out.userId, into.occurredAtMs)
    const earned = await moveEarned(tx, deps, { out, into })
    await writeAudit(tx, merging, { out, into, sessions, earned })
    // Last of what can be refused: this process forgets the sessions before the commit.
    await deps.sessions.endIn(tx, { userId: out.userId }, 'FORCED')
    await tellRooms(tx, deps.bus, merging.plan, { out, into })
  }
}

/**
 * What the versions of the players do not show: bans, deletions, stakes and purchases, looked at again under the lock of both
 * accounts. A log-in waits for that lock, and then finds the merge.
 */
async function refuseWhatHasChanged(tx: Queryable, { from, into }: MergePlan, nowMs: number): Promise<void> {
  for (const { userId, leaving, erased } of await lockAccounts(tx, [from.userId, into.userId])) {
    if (erased) throw new RefusedInTransaction(refuse('NOT_FOUND', `account ${userId} was erased`))
    if (leaving) throw new RefusedInTransaction(refuse('DELETION_PENDING', `account ${userId} is to be deleted`))
    const banned = await refuseBanned(tx, userId, nowMs)
    if (banned) throw new RefusedInTransaction(refuse('BANNED', `account ${userId} is banned`))
    if (await isSuspected(tx, userId)) {
      throw new RefusedInTransaction(refuse('FRAUD_BLOCK', `account ${userId} is suspected of fraud`))
    }
    if (await hasOpenStakes(tx, userId)) {
      throw new RefusedInTransaction(refuse('STAKE_OPEN', `account ${userId} has stakes that have not ended`))
    }
    if (await hasOpenPurchases(tx, userId)) {
      throw new RefusedInTransaction(refuse('PURCHASE_OPEN', `account ${userId} has a purchase that has not ended`))
    }
  }
}

/** The stocks are those of the version that was planned on; anything else would give items twice, or lose some. */
async function takeStocks(tx: Queryable, out: EventPosition, { moved }: MergePlan): Promise<void> {
  const taken = await takeEverything(tx, out)
  const keyOf = (stock: (typeof moved.items)[number]) => `${stock.item} ${stock.expiresAtMs} ${stock.quantity}`
  const planned = new Set(moved.items.map(keyOf))
  if (taken.length === planned.size && taken.every((stock) => planned.has(keyOf(stock)))) return
  throw new RefusedInTransaction(refuse('CONFLICT', 'the items are not those that were planned with'))
}

interface Positions {
  readonly out: EventPosition
  readonly into: EventPosition
}

/** Brings over what the closed account has earned; gives what changed by it for the one that stays. */
async function moveEarned(tx: Queryable, { dayOf }: PersistDependencies, { out, into }: Positions) {
  const [from, nowMs] = [out.userId, into.occurredAtMs]
  const friendReward = await moveInvitations(tx, from, into.userId, nowMs)
  const moved = await mergePasses(tx, { from, into: into.userId, seq: into.seq }, nowMs)
  const passes = moved.flatMap(({ season, before, xp }) => (xp > before ? [{ season, before, xp }] : []))
  const achievements = await moveAchievements(tx, from, into)
  const tier = await moveTier(tx, from, into.userId, { nowMs, dayOf })
  return { friendReward, passes, achievements, tier }
}

const standingOf = ({ userId, version, balances, xp }: MergeAccount) => ({ userId, version, ...balances, xp })

/** An entry for each account, so that it is found by either; both tell of both. */
async function writeAudit(
  tx: Queryable,
  { plan, reason, admin }: Merging,
  { out, into, sessions, earned }: Positions & { readonly sessions: number; readonly earned: object },
): Promise<void> {
  const { from, into: target, moved } = plan
  const before = { from: standingOf(from), into: standingOf(target) }
  const after = {
    from: { userId: out.userId, version: out.seq, coins: 0, gems: 0, tickets: 0, xp: 0, mergedInto: into.userId },
    into: {
      userId: into.userId,
      version: into.seq,
      coins: target.balances.coins + moved.coins,
      gems: target.balances.gems + moved.gems,
      tickets: target.balances.tickets + moved.tickets,
      xp: target.xp + moved.xp,
    },
    items: moved.items,
    contents: moved.contents,
    sessions,
    earned,
  }
  const record = { action: 'players.merge', targetType: 'player', reason, before, after, atMs: into.occurredAtMs }
  await insertAudit(tx, admin, { ...record, targetId: String(into.userId) })
  await insertAudit(tx, admin, { ...record, targetId: String(out.userId) })
}

/** A notification is short: it tells how many items came, not which. */
async function tellRooms(tx: Queryable, bus: Bus, { moved }: MergePlan, { out, into }: Positions): Promise<void> {
  const { coins, gems, tickets } = moved
  const items = moved.items.reduce((sum, { quantity }) => sum + quantity, 0)
  const notice = { kind: 'accountMerged', coins, gems, tickets, items } as const
  await bus.publish(tx, 'player', { userId: into.userId, version: into.seq, notice })
  await bus.publish(tx, 'player', { userId: out.userId, version: out.seq })
}
