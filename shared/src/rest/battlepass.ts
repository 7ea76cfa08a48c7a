import { z } from 'zod'
import {
  BATTLE_PASS_FIELDS,
  PASS_TRACKS,
  passBodySchema,
  passBoughtSchema,
  passClaimedSchema,
  passClaimSchema,
  passCouponTermsSchema,
  passCouponUsedSchema,
  passLevelSchema,
  passXpSchema,
  seasonIdSchema,
} from '../battlepass/season.ts'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const words = z.object({ en: z.string(), ko: z.string() })
const levelCountSchema = z.number().int().min(0)

/** A season as it stands for the player who asks. */
export const ownPassSchema = z
  .object({
    season: seasonIdSchema,
    version: z.number().int(),
    title: words,
    startsAt: isoTimeSchema,
    endsAt: isoTimeSchema,
    /** Over: what was earned is handed out by itself; levels that were not reached lapse. */
    over: z.boolean(),
    xp: amountSchema,
    level: levelCountSchema,
    /** The pass XP of the plays of today, of `rules.playADay` at the most. */
    playXpToday: amountSchema,
    /** The level that who goes on evenly has reached by now; who has less is behind. */
    expectedLevel: levelCountSchema,
    paid: z.boolean(),
    /** The paid track is offered: the season runs, it was not bought, and its player has not paused or excluded himself. */
    mayBuy: z.boolean(),
    priceGems: amountSchema,
    levels: z.array(passLevelSchema),
    rules: passXpSchema,
    couponTerms: passCouponTermsSchema.nullable(),
    /** What was taken. */
    claims: z.array(passClaimSchema),
    /** What waits to be taken. */
    earned: z.array(passClaimSchema),
    /** What the paid track would hold at once for whoever buys it now; nothing where he has it. */
    paidNow: z.array(passClaimSchema),
    coupons: z.array(z.object({ id: z.number().int(), xp: amountSchema, expiresAt: isoTimeSchema })),
  })
  .meta({ id: 'OwnPass' })
export type OwnPass = z.infer<typeof ownPassSchema>

/** The season that began last, and the one that is announced; null: there is none. */
export const passStatusReply = z.object({
  serverTime: isoTimeSchema,
  pass: ownPassSchema.nullable(),
  next: z.object({ season: seasonIdSchema, title: words, startsAt: isoTimeSchema, endsAt: isoTimeSchema }).nullable(),
})
export type PassStatus = z.infer<typeof passStatusReply>

const accepted = { ok: z.literal(true), replayed: z.literal(true).optional() }
const season = seasonIdSchema.optional()

export const passClaimBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  ...BATTLE_PASS_FIELDS['battlepass.claim'],
})
export const passClaimAllBody = z.strictObject({ commandId: commandIdSchema.optional(), season })
export const passClaimReply = z.object(accepted).extend(passClaimedSchema.shape)
export type PassClaimReply = z.infer<typeof passClaimReply>

/** The price that was shown is the price that is charged. */
export const passBuyBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  season: seasonIdSchema,
  priceGems: amountSchema,
})
export const passBuyReply = z.object(accepted).extend(passBoughtSchema.shape)
export const passCouponBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  couponId: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
})
export const passCouponReply = z.object(accepted).extend(passCouponUsedSchema.shape)

const versionSchema = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'published']),
  body: passBodySchema,
  changedAt: isoTimeSchema,
  publishedAt: isoTimeSchema.nullable(),
})
export type PassVersion = z.infer<typeof versionSchema>

const revisionSchema = z.number().int().min(1).max(2_147_483_647)

/** A season as those who write them see it. */
export const adminSeasonSchema = z
  .object({
    id: seasonIdSchema,
    revision: revisionSchema,
    /** What is in force; before the first publication, the draft. */
    body: passBodySchema,
    liveVersion: z.number().int().nullable(),
    draftVersion: z.number().int().nullable(),
    /** Since when all that was earned is handed out. */
    settledAt: isoTimeSchema.nullable(),
    changedAt: isoTimeSchema,
  })
  .meta({ id: 'AdminSeason' })
export type AdminSeason = z.infer<typeof adminSeasonSchema>

export const adminSeasonDetailSchema = adminSeasonSchema
  .extend({
    versions: z.array(versionSchema),
    /** Players with pass XP, with the paid track, rewards taken, coupons given and used. */
    counts: z.object({
      players: amountSchema,
      paid: amountSchema,
      claims: amountSchema,
      coupons: amountSchema,
      couponsUsed: amountSchema,
    }),
  })
  .meta({ id: 'AdminSeasonDetail' })
export type AdminSeasonDetail = z.infer<typeof adminSeasonDetailSchema>

/** Where a player stands in a season. */
export const seasonStandingSchema = z.object({
  /** The player's. */
  id: z.number().int(),
  nickname: z.string(),
  xp: amountSchema,
  level: levelCountSchema,
  paid: z.boolean(),
  claims: amountSchema,
})
export type SeasonStanding = z.infer<typeof seasonStandingSchema>

export const SEASON_SORTS = ['id', 'startsAt', 'changedAt'] as const
export const seasonParams = z.object({ id: seasonIdSchema })
export const adminSeasonsQuery = pagingSchema.extend({ sort: z.enum(SEASON_SORTS).default('id') })
export const adminSeasonsReply = z.array(adminSeasonSchema)
export const seasonStandingsQuery = pagingSchema.extend({ track: z.enum(PASS_TRACKS).optional() })
export const seasonStandingsReply = z.array(seasonStandingSchema)
export const seasonCreateBody = z.strictObject({ id: seasonIdSchema, body: passBodySchema })
export const seasonDraftBody = z.strictObject({ seenRevision: revisionSchema, body: passBodySchema })
export const seasonPublishBody = z.strictObject({ seenRevision: revisionSchema, reason: rewardReasonSchema })
