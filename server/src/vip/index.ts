/**
 * VIP tiers: what they ask for and give, and how each player stands.
 * Invariants: a standing changes only with an event of its player, on the version it was decided on; a tier is reached as
 * soon as what it asks for is there and lost one at a time, by the daily job, after a notice and its days of grace, not
 * while it is kept for its time; what was refunded has never counted; published tiers never change.
 */
export { ensureVipTerms } from './editing.service.ts'
export { moveTier } from './move-tier.ts'
export { NO_BENEFITS, type VipBenefits } from './standing.rule.ts'
export { type BenefitsRow, benefitsFor, toBenefits } from './standings.store.ts'
export { tiersHeld, tiersInForce } from './tiers-held.ts'
export { startVip, vipDailyJob } from './vip.jobs.ts'
export { vipRoutes } from './vip.routes.ts'
export { adminVipRoutes } from './vip-admin.routes.ts'
export { VIP, vipCounter } from './vip-reader.ts'
