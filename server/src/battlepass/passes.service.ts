import {
  earnedPassClaims,
  expectedPassLevel,
  type OwnPass,
  type PassClaim,
  type PassStatus,
  passLevelOf,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Answer, PlayerActors } from '../player/index.ts'
import type { PayDependencies } from '../rewards/index.ts'
import { closedTo, findSafeState } from '../safe-play/index.ts'
import { type BuyPayload, buyRule } from './buy.rule.ts'
import { type ClaimAsked, claimRule } from './claim.rule.ts'
import { type CouponPayload, couponRule } from './coupon.rule.ts'
import {
  countPlaysToday,
  findCoupon,
  findNext,
  findOpenCoupons,
  findShownXp,
  findStanding,
  type PassStanding,
} from './own-pass.store.ts'

export interface PassesDependencies extends PayDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly clock: Clock
  readonly policy: { readonly zone: string }
}

/** All that was earned is decided on what was taken a moment ago; who takes some of it meanwhile makes it look again. */
const ATTEMPTS = 3
const iso = (ms: number) => new Date(ms).toISOString()
const NO_SEASON = refuse('NOT_FOUND', 'there is no such season')

/** What players see of the battle pass, and do with it. */
export class Passes {
  private readonly deps: PassesDependencies

  constructor(deps: PassesDependencies) {
    this.deps = deps
  }

  async status(userId: number): Promise<PassStatus> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    const [standing, next] = [await findStanding(pool, userId, nowMs), await findNext(pool, nowMs)]
    return {
      serverTime: iso(nowMs),
      pass: standing ? await this.shown(userId, standing, nowMs) : null,
      next: next
        ? { season: next.id, title: next.body.title, startsAt: next.body.startsAt, endsAt: next.body.endsAt }
        : null,
    }
  }

  /** Levels of players in the season that runs, as others see them: nothing of who is not shown on boards. */
  async levelsOf(userIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const { pool, clock } = this.deps
    const shown = await findShownXp(pool, userIds, clock.nowMs())
    return new Map(shown?.players.map(({ userId, xp }) => [userId, passLevelOf(shown.levels, xp)]))
  }

  /** Takes one reward of the season that runs, or of the one that is named. */
  claim(userId: number, commandId: string, { season, ...claim }: PassClaim & { season?: string | undefined }) {
    return this.take(userId, commandId, season, { kind: 'one', claim })
  }

  /** Takes all that was earned, at once. */
  claimAll(userId: number, commandId: string, season: string | undefined): Promise<Answer> {
    return this.take(userId, commandId, season, { kind: 'all' })
  }

  async buy(userId: number, commandId: string, payload: BuyPayload): Promise<Answer> {
    const { pool, actors, clock } = this.deps
    const standing = await findStanding(pool, userId, clock.nowMs(), payload.season)
    return standing ? actors.execute(userId, buyRule(standing), { commandId, payload }) : NO_SEASON
  }

  async useCoupon(userId: number, commandId: string, payload: CouponPayload): Promise<Answer> {
    const { pool, actors } = this.deps
    const coupon = await findCoupon(pool, userId, payload.couponId)
    if (coupon === undefined) return refuse('NOT_FOUND', 'there is no such coupon')
    return actors.execute(userId, couponRule(coupon), { commandId, payload })
  }

  private async take(
    userId: number,
    commandId: string,
    season: string | undefined,
    asked: ClaimAsked,
  ): Promise<Answer> {
    const { pool, actors, clock, catalogue } = this.deps
    const payload = { ...(season !== undefined && { season }), ...(asked.kind === 'one' && asked.claim) }
    for (let attempt = 1; ; attempt++) {
      const standing = await findStanding(pool, userId, clock.nowMs(), season ?? null)
      if (standing === undefined) return NO_SEASON
      const answer = await actors.execute(userId, claimRule(standing, asked, { catalogue }), { commandId, payload })
      if (answer.ok || answer.reason !== 'CONFLICT') return answer
      if (attempt === ATTEMPTS) return refuse('TEMPORARILY_UNAVAILABLE', 'the rewards change too fast; ask again')
    }
  }

  private async shown(userId: number, standing: PassStanding, nowMs: number): Promise<OwnPass> {
    const { pool, policy } = this.deps
    const { season, version, body, xp, paid } = standing
    const { title, levels, xp: rules, priceGems, coupon: couponTerms } = body
    const asked = { userId, season, nowMs }
    const restrictions = (await findSafeState(pool, userId))?.restrictions
    const isClosed = restrictions !== undefined && closedTo(restrictions, nowMs) !== undefined
    const [plays, coupons] = [
      await countPlaysToday(pool, { ...asked, zone: policy.zone }),
      await findOpenCoupons(pool, asked),
    ]
    const earned = earnedPassClaims(levels, standing)
    const withPaid = earnedPassClaims(levels, { ...standing, paid: true })
    return {
      ...{ season, version, title, xp, paid, priceGems, levels, rules, couponTerms, earned },
      startsAt: iso(standing.startsAtMs),
      endsAt: iso(standing.endsAtMs),
      over: nowMs >= standing.endsAtMs,
      mayBuy: !paid && !isClosed && nowMs < standing.endsAtMs,
      level: passLevelOf(levels, xp),
      playXpToday: Math.min(rules.playADay, plays * rules.play),
      expectedLevel: expectedPassLevel(body, nowMs),
      claims: [...standing.claims],
      paidNow: paid || isClosed ? [] : withPaid.filter(({ track }) => track === 'paid'),
      coupons: coupons.map(({ id, xp: worth, expiresAtMs }) => ({ id, xp: worth, expiresAt: iso(expiresAtMs) })),
    }
  }
}
