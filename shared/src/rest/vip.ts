import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { rankSchema } from '../ranks.ts'
import { VIP_BADGES, VIP_CHANGES, VIP_PROBLEMS, vipTermsSchema, vipTierIdSchema } from '../vip/tiers.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const words = z.object({ en: z.string(), ko: z.string() })
const benefits = z.object({ discountBp: z.number().int(), rank: rankSchema })
const shownTier = z.object({ id: vipTierIdSchema, name: words, badge: z.enum(VIP_BADGES) })

/** A tier as players read it: what it asks for, what of that counted, what it gives. */
const vipTierRow = shownTier.extend({
  requires: z.object({ spendWon: amountSchema, activeDays: z.number().int(), windowDays: z.number().int() }),
  benefits,
  holdDays: z.number().int(),
  graceDays: z.number().int(),
})
export type VipTierRow = z.infer<typeof vipTierRow>

export const vipTiersReply = z
  .object({
    /** Null: not shown to this player, who is paused, excluded or at a limit, or has limited what he spends. */
    tiers: z.array(vipTierRow).nullable(),
    maxDiscountBp: z.number().int(),
  })
  .meta({ id: 'VipTiers' })
export type VipTiersReply = z.infer<typeof vipTiersReply>

const historySchema = z.object({
  at: isoTimeSchema,
  kind: z.enum(VIP_CHANGES),
  from: vipTierIdSchema.nullable(),
  to: vipTierIdSchema.nullable(),
})

export const vipStatusReply = z
  .object({
    serverTime: isoTimeSchema,
    /** The tier that counts now; null: none. */
    tier: shownTier.nullable(),
    /** What it gives. */
    benefits: benefits.extend({ maxDiscountBp: z.number().int() }),
    /** It is kept until then whatever leaves the window; null: no such time. */
    keptUntil: isoTimeSchema.nullable(),
    /** Set by the club until then; null: it was not. */
    setUntil: isoTimeSchema.nullable(),
    /** The tier will be one lower, no sooner than `from`. */
    notice: z.object({ since: isoTimeSchema, from: isoTimeSchema, to: shownTier.nullable() }).nullable(),
    /** As of `vipTiersReply`, with what counted of this player; null: not shown to him. */
    tiers: z
      .array(vipTierRow.extend({ counted: z.object({ spendWon: amountSchema, activeDays: z.number().int() }) }))
      .nullable(),
    /** The last changes, newest first. */
    history: z.array(historySchema),
  })
  .meta({ id: 'VipStatus' })
export type VipStatusReply = z.infer<typeof vipStatusReply>

const revision = z.number().int().min(0).max(2_147_483_647)
const termsVersion = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'published']),
  terms: vipTermsSchema,
  changedAt: isoTimeSchema,
  publishedAt: isoTimeSchema.nullable(),
})
const problems = z.array(z.object({ code: z.enum(VIP_PROBLEMS), tier: z.number().int() }))

/** The tiers as those who write them see them. */
export const adminVipReply = z
  .object({
    revision,
    live: termsVersion.nullable(),
    draft: termsVersion.nullable(),
    versions: z.array(termsVersion.omit({ terms: true })),
    /** Players by the tier that counts now; those without one are not counted. */
    players: z.array(z.object({ tier: vipTierIdSchema, players: amountSchema, manual: amountSchema })),
  })
  .meta({ id: 'AdminVip' })
export type AdminVipReply = z.infer<typeof adminVipReply>
export const vipDraftBody = z.strictObject({ seenRevision: revision, terms: vipTermsSchema })
export const vipPublishBody = z.strictObject({ seenRevision: revision, reason: rewardReasonSchema })
export const vipDryRunBody = z.strictObject({ terms: vipTermsSchema })
/** Who would stand elsewhere if these tiers were in force: how many from where to where. */
export const vipDryRunReply = z
  .object({
    problems,
    looked: amountSchema,
    moves: z.array(
      z.object({ from: vipTierIdSchema.nullable(), to: vipTierIdSchema.nullable(), players: amountSchema }),
    ),
    /** Some of those who would move, for a look. */
    sample: z.array(
      z.object({
        userId: z.number().int(),
        nickname: z.string(),
        from: vipTierIdSchema.nullable(),
        to: vipTierIdSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'VipDryRun' })
export type VipDryRunReply = z.infer<typeof vipDryRunReply>

/** A player with a tier, a notice or a tier that was set, as the back office lists him. */
export const adminVipPlayerSchema = z
  .object({
    /** The player's number. */
    id: z.number().int(),
    nickname: z.string(),
    tier: vipTierIdSchema.nullable(),
    /** What he has earned himself, beneath what was set. */
    earned: vipTierIdSchema.nullable(),
    reachedAt: isoTimeSchema.nullable(),
    keptUntil: isoTimeSchema.nullable(),
    notice: z.object({ since: isoTimeSchema, from: isoTimeSchema }).nullable(),
    manual: z.object({ until: isoTimeSchema, reason: z.string(), by: z.string() }).nullable(),
  })
  .meta({ id: 'AdminVipPlayer' })
export type AdminVipPlayer = z.infer<typeof adminVipPlayerSchema>
export const adminVipPlayersQuery = pagingSchema.extend({
  tier: vipTierIdSchema.optional(),
  userId: idParamSchema.optional(),
})
export const adminVipPlayersReply = z.array(adminVipPlayerSchema)
export const adminVipPlayerReply = adminVipPlayerSchema
  .extend({
    history: z.array(
      historySchema.extend({ seq: z.number().int(), by: z.string().nullable(), reason: z.string().nullable() }),
    ),
    counted: z.array(z.object({ tier: vipTierIdSchema, spendWon: amountSchema, activeDays: z.number().int() })),
  })
  .meta({ id: 'AdminVipPlayerDetail' })
export type AdminVipPlayerReply = z.infer<typeof adminVipPlayerReply>
/** Sets a player's tier until an end; `tier` null: none until then. */
export const vipManualBody = z.strictObject({
  tier: vipTierIdSchema.nullable(),
  until: instantSchema,
  reason: rewardReasonSchema,
})
/** Ends what was set, now. */
export const vipManualEndBody = z.strictObject({ reason: rewardReasonSchema })
