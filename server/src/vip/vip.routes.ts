import {
  accept,
  type VipStatusReply,
  type VipTerms,
  type VipTier,
  type VipTierRow,
  vipStatusReply,
  vipTiersReply,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { findFacts } from './facts.store.ts'
import { countFor, NO_BENEFITS, placeIn } from './standing.rule.ts'
import { findMembers } from './standings.store.ts'
import { findTerms } from './terms.store.ts'
import type { VipKeeping } from './vip.jobs.ts'
import { findChanges, toOwnHistory } from './vip-admin.store.ts'

const TAG = 'vip'
const OWN_HISTORY = 20

export interface VipRouteDependencies extends VipKeeping {
  /** Whether a player may be shown what tiers are asked for by: nobody who is paused, excluded, or holds himself back. */
  readonly mayOffer: (userId: number, nowMs: number) => Promise<boolean>
}

const toRow = ({ id, name, badge, requires, benefits, holdDays, graceDays }: VipTier): VipTierRow => ({
  ...{ id, name, badge, requires, benefits, holdDays, graceDays },
})

const shown = (tier: VipTier | undefined) => (tier ? { id: tier.id, name: tier.name, badge: tier.badge } : null)
const iso = (ms: number): string => new Date(ms).toISOString()
const NOTHING_PUBLISHED: VipTerms = { tiers: [], maxDiscountBp: 0 }

/** Tiers as a player sees them: plain tables, and no word on what is still missing. */
export function vipRoutes(deps: VipRouteDependencies): AnyRoute[] {
  const { pool, clock, mayOffer } = deps
  return [
    route({
      method: 'get',
      path: '/api/vip/status',
      summary: 'One’s tier, what it gives, what each tier asks for and what of that counted',
      tag: TAG,
      access: 'player',
      reply: vipStatusReply,
      handle: async ({ principal: { userId } }) => accept(await statusOf(deps, userId)),
    }),
    route({
      method: 'get',
      path: '/api/vip/tiers',
      summary: 'All tiers: what they ask for and what they give',
      tag: TAG,
      access: 'player',
      reply: vipTiersReply,
      handle: async ({ principal: { userId } }) => {
        const { live = NOTHING_PUBLISHED } = await findTerms(pool)
        const tiers = (await mayOffer(userId, clock.nowMs())) ? live.tiers.map(toRow) : null
        return accept({ tiers, maxDiscountBp: live.maxDiscountBp })
      },
    }),
  ]
}

async function statusOf(
  { pool, clock, dayOf, mayOffer }: VipRouteDependencies,
  userId: number,
): Promise<VipStatusReply> {
  const nowMs = clock.nowMs()
  const { live = NOTHING_PUBLISHED } = await findTerms(pool)
  const [member] = await findMembers(pool, [userId], dayOf)
  const standing = member?.standing
  const facts = (await findFacts(pool, [userId], nowMs)).get(userId) ?? { spends: [], days: [] }
  const moment = { nowMs, today: dayOf(nowMs) }
  const tierAt = (level: number) => shown(live.tiers[level - 1])
  const { level } = placeIn(live, standing?.now ?? { level: 0, tier: null })
  const notice = standing?.notice
  const isEarned = standing !== undefined && standing.earned.level > 0
  return {
    serverTime: iso(nowMs),
    tier: tierAt(level),
    benefits: standing?.benefits ?? NO_BENEFITS,
    keptUntil: isEarned && standing.keptUntilMs > nowMs ? iso(standing.keptUntilMs) : null,
    setUntil: standing?.manual ? iso(standing.manual.untilMs) : null,
    notice: notice
      ? { since: iso(notice.sinceMs), from: iso(notice.fallsAtMs), to: tierAt(standing.earned.level - 1) }
      : null,
    tiers: (await mayOffer(userId, nowMs))
      ? live.tiers.map((tier) => ({ ...toRow(tier), counted: countFor(tier, facts, moment) }))
      : null,
    history: toOwnHistory(await findChanges(pool, userId, OWN_HISTORY)),
  }
}
