/**
 * Campaigns: many players are told of something, at their time, at a pace, and it is measured what came of it.
 * Invariants: who is in a campaign is written down once, when it begins; a player is told once a wave, and again only where
 * nothing has reached him; who is held out is never told; whether a message may go out is asked by `notify` when it does;
 * what does harm is stopped by itself.
 */
export { campaignRoutes } from './campaigns.routes.ts'
export { CampaignGuard } from './guard.ts'
export { MOST_PAGE } from './pace.rule.ts'
export { CampaignPump } from './pump.ts'
