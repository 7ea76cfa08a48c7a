import {
  type AdminInvitation,
  accept,
  type FriendTerms,
  type FriendTermsVersion,
  type InvitationDecision,
  type InvitationState,
  type MyInvite,
  type Refusal,
  type Result,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit, newInviteCode } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { PlayerActors, PlayerStore } from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'
import {
  findCode,
  findInvited,
  findInviter,
  findInviting,
  findOwn,
  findTerms,
  findTermsVersions,
  insertCode,
  insertInvitation,
  insertTerms,
  lockInvitation,
  lockPromises,
  moveInvitation,
} from './invitations.store.ts'
import { promiseOf } from './promise.rule.ts'
import { friendRewardRule, takeBackRule } from './reward.rules.ts'
import { findPaidToBanned, findSide } from './rewards.store.ts'
import { settle } from './settle.store.ts'

export interface InvitationDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly actors: PlayerActors
  readonly players: PlayerStore
}

/** In the transaction of a sign-up: writes down by whom it came, and what both are promised for it. */
export async function beginInvitation(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  const inviterId = await findInviter(tx, userId)
  if (inviterId === undefined) return
  await lockPromises(tx)
  const { version, terms } = await findTerms(tx)
  const promised = promiseOf(terms, await findInviting(tx, inviterId, nowMs))
  await insertInvitation(tx, { userId, inviterId, version, terms, promised, nowMs })
}

const MAY: Readonly<Record<InvitationDecision, { from: readonly InvitationState[]; to: InvitationState }>> = {
  approve: { from: ['REVIEW'], to: 'EARNED' },
  reject: { from: ['REVIEW', 'WAITING'], to: 'REJECTED' },
  takeBack: { from: ['EARNED', 'TAKEN_BACK'], to: 'TAKEN_BACK' },
}

/** Friends who were invited, and what both sides get for it. */
export class Invitations {
  private readonly deps: InvitationDependencies

  constructor(deps: InvitationDependencies) {
    this.deps = deps
  }

  /** A player's code with what it promises now, whom he invited, and how he came himself. */
  async mine(userId: number): Promise<Result<MyInvite, 'NOT_FOUND'>> {
    const { pool, clock, random, players } = this.deps
    const nowMs = clock.nowMs()
    const player = await players.load(userId)
    if (player === undefined) return refuse('NOT_FOUND', 'no such player')
    const restrictions = player.state.safe?.restrictions
    const closed = restrictions !== undefined && closedTo(restrictions, nowMs) !== undefined
    await settle(pool, nowMs, userId)
    const code = closed
      ? null
      : ((await findCode(pool, userId)) ??
        (await inTransaction(pool, (tx) => insertCode(tx, userId, newInviteCode(random), nowMs))))
    const { terms } = await findTerms(pool)
    const promised = promiseOf(terms, await findInviting(pool, userId, nowMs))
    const offer = closed || promised.friendCoins + promised.inviterCoins === 0 ? null : { ...terms, ...promised }
    const { total, invited } = await findInvited(pool, userId, nowMs)
    const own = await findOwn(pool, userId, nowMs)
    return accept({ code, path: code && `/?invite=${code}`, terms: offer, total, invited, own })
  }

  /** Pays the asking player's side of an invitation, once. */
  async claim(userId: number, invitation: number, commandId: string) {
    const { pool, clock, actors } = this.deps
    await settle(pool, clock.nowMs(), userId)
    const side = await findSide(pool, invitation, userId)
    if (side === undefined) return refuse('NOT_FOUND', 'no such invitation of this player')
    const asked = { commandId, payload: { invitation } }
    return actors.execute(userId, friendRewardRule(side), asked)
  }

  /** Decides about an invitation that looks like one's own account, or takes rewards back from who is banned. */
  async decide(
    { id, decision, reason }: { id: number; decision: InvitationDecision; reason: string },
    actor: AuditActor,
  ): Promise<Result<AdminInvitation>> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    const { from, to } = MAY[decision]
    const moved = await inTransaction(pool, async (tx): Promise<Refusal | undefined> => {
      const before = await lockInvitation(tx, id)
      if (before === undefined) return refuse('NOT_FOUND', 'no such invitation')
      if (!from.includes(before.state)) return refuse('CONFLICT', `an invitation that is ${before.state} stays so`)
      if (decision === 'takeBack' && (await findPaidToBanned(tx, id, nowMs)).length === 0) {
        return refuse('NOTHING_TO_CHANGE', 'nobody who is banned has a reward of it')
      }
      await moveInvitation(tx, id, to, nowMs)
      await insertAudit(tx, actor, {
        action: `friends.${decision}`,
        targetType: 'invitation',
        targetId: `${id}`,
        reason,
        before: { state: before.state, signals: before.signals },
        after: { state: to },
        atMs: nowMs,
      })
      return undefined
    })
    if (moved) return moved
    if (decision === 'takeBack') {
      const refused = await this.takeBack(id)
      if (refused) return refused
    }
    const after = await inTransaction(pool, (tx) => lockInvitation(tx, id))
    return after ? accept(after) : refuse('NOT_FOUND', 'no such invitation')
  }

  /** Each in a transaction of its own; asked for again, it goes on with what is left. */
  private async takeBack(invitation: number): Promise<Refusal | undefined> {
    const { pool, clock, actors, random } = this.deps
    for (const reward of await findPaidToBanned(pool, invitation, clock.nowMs())) {
      const asked = { commandId: random.uuid(), payload: {} }
      const answer = await actors.execute(reward.userId, takeBackRule(reward), asked)
      if (!answer.ok && answer.reason !== 'NOTHING_TO_CHANGE') return answer
    }
    return undefined
  }

  versions(): Promise<FriendTermsVersion[]> {
    return findTermsVersions(this.deps.pool)
  }

  /** Writes the next version of the terms; invitations that are there keep theirs. */
  async define(
    { seenVersion, terms, reason }: { seenVersion: number; terms: FriendTerms; reason: string },
    actor: AuditActor,
  ): Promise<Result<FriendTermsVersion[], 'CONFLICT' | 'NOTHING_TO_CHANGE'>> {
    const { pool, clock } = this.deps
    const refused = await inTransaction(pool, async (tx) => {
      const before = await findTerms(tx)
      if (before.version !== seenVersion) return refuse('CONFLICT', 'somebody else has changed the terms meanwhile')
      const isSame = Object.entries(terms).every(([name, value]) => before.terms[name as keyof FriendTerms] === value)
      if (isSame) return refuse('NOTHING_TO_CHANGE', 'they say so already')
      const nowMs = clock.nowMs()
      const version = seenVersion + 1
      if (!(await insertTerms(tx, { version, terms, reason, adminId: actor.admin.adminId, nowMs }))) {
        return refuse('CONFLICT', 'somebody else has changed the terms meanwhile')
      }
      await insertAudit(tx, actor, {
        action: 'friends.terms',
        targetType: 'friend-terms',
        targetId: `${version}`,
        reason,
        before: { ...before.terms },
        after: { ...terms },
        atMs: nowMs,
      })
      return undefined
    })
    return refused ?? accept(await this.versions())
  }
}
