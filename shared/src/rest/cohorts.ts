import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { amountSchema, signedAmountSchema } from '../money.ts'
import { boardIdSchema } from './boards.ts'
import { isoTimeSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

export const ZONES = ['promoted', 'stayed', 'demoted'] as const
export const cohortZoneSchema = z.enum(ZONES)
export type Zone = z.infer<typeof cohortZoneSchema>
const coinsSchema = z.number().int().min(0).max(1_000_000)

/** Cohorts of a weekly board: how large, how many tiers, who goes up and down, and what a zone pays. */
export const cohortTermsSchema = z
  .strictObject({
    enabled: z.boolean(),
    size: z.number().int().min(2).max(200),
    tiers: z.number().int().min(1).max(20),
    promoted: z.number().int().min(0).max(100),
    demoted: z.number().int().min(0).max(100),
    promotedCoins: coinsSchema,
    stayedCoins: coinsSchema,
  })
  .refine(({ size, promoted, demoted }) => promoted + demoted <= size, {
    path: ['size'],
    message: 'more go up and down than there are',
  })
  .meta({ id: 'CohortTerms' })
export type CohortTerms = z.infer<typeof cohortTermsSchema>

export const cohortRowSchema = z.object({
  rank: amountSchema,
  nickname: z.string(),
  score: signedAmountSchema,
  you: z.boolean(),
  zone: cohortZoneSchema,
})
/** The cohort of the asking player as it stands; without one before his first play of the season. */
export const cohortReply = z
  .object({
    endsAt: isoTimeSchema,
    tiers: amountSchema,
    /** The tier he is in, or will begin in. */
    tier: amountSchema,
    joined: z.boolean(),
    promoted: amountSchema,
    demoted: amountSchema,
    promotedCoins: amountSchema,
    stayedCoins: amountSchema,
    rows: z.array(cohortRowSchema),
    /** How his last season ended. */
    last: z
      .object({
        startsAt: isoTimeSchema,
        tier: amountSchema,
        rank: amountSchema,
        zone: cohortZoneSchema,
        nextTier: amountSchema,
        coins: amountSchema,
        paid: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Cohort' })
export type CohortView = z.infer<typeof cohortReply>

/** The reward of a zone. */
export const zoneRewardedSchema = z.object({
  ...acceptedFields,
  board: boardIdSchema,
  startsAt: isoTimeSchema,
  tier: amountSchema,
  rank: amountSchema,
  zone: cohortZoneSchema,
  amount: amountSchema,
  coins: amountSchema,
})
export type ZoneRewarded = z.infer<typeof zoneRewardedSchema>

export const cohortTermsVersionSchema = z.object({
  id: z.number().int(),
  terms: cohortTermsSchema,
  reason: z.string(),
  createdBy: z.string().nullable(),
  createdAt: isoTimeSchema,
})
export type CohortTermsVersion = z.infer<typeof cohortTermsVersionSchema>
export const cohortTermsReply = z.array(cohortTermsVersionSchema)
/** `seenVersion` 0: the board has no cohorts yet. */
export const cohortTermsBody = z.strictObject({
  seenVersion: z.number().int().min(0),
  terms: cohortTermsSchema,
  reason: rewardReasonSchema,
})
export const cohortPreviewBody = z.strictObject({ terms: cohortTermsSchema })
export const cohortPreviewReply = z
  .object({
    /** The first season that these terms hold for. */
    fromSeason: isoTimeSchema,
    /** Players with a score this season, how many cohorts they would make, and what their zones would pay at most. */
    players: amountSchema,
    cohorts: amountSchema,
    coinsAtMost: amountSchema,
  })
  .meta({ id: 'CohortPreview' })
export type CohortPreview = z.infer<typeof cohortPreviewReply>
