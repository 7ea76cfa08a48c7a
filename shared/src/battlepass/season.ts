import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { rewardOutcomeSchema } from '../rewards/outcomes.ts'
import { rewardSchema } from '../rewards/reward.ts'

/** A season's name for life. */
export const seasonIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const PASS_TRACKS = ['free', 'paid'] as const
export const passTrackSchema = z.enum(PASS_TRACKS)
export type PassTrack = (typeof PASS_TRACKS)[number]

const MAX_LEVELS = 100
const MAX_XP = 1_000_000_000
const MAX_DAYS = 366
const DAY_MS = 86_400_000
/** More than it could ever hold. */
export const MAX_LEVEL = 32_767

const title = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((words) => !words.includes('\0'), 'must not hold a zero byte')
/** No finer than the clocks that are held against it. */
const instant = z.iso.datetime().regex(/:\d\d(\.\d{1,3})?Z$/, 'must be in whole milliseconds')
const passXp = z.number().int().min(0).max(MAX_XP)
const rewards = z.array(rewardSchema).max(20)

/** A level: the pass XP that it needs in all, and what it holds on each track. */
export const passLevelSchema = z.strictObject({ xp: passXp.min(1), free: rewards, paid: rewards })
export type PassLevel = z.infer<typeof passLevelSchema>

/** Where pass XP comes from: never from an amount that was staked, won or lost. */
export const passXpSchema = z.strictObject({
  /** For a play, won or lost, whatever its stake. */
  play: passXp,
  /** The most that plays of one day come to. */
  playADay: passXp,
  /** For a mission whose rewards were taken. */
  mission: passXp,
  /** For a day of a streak that was ticked. */
  streakDay: passXp,
})
export type PassXp = z.infer<typeof passXpSchema>

/** What those who are behind are given once a week. */
export const passCouponTermsSchema = z.strictObject({
  xp: passXp.min(1),
  /** It can be used for so many days, and not beyond the season. */
  days: z.number().int().min(1).max(30),
})

/** What a version of a season says. */
export const passBodySchema = z
  .strictObject({
    title: z.strictObject({ en: title, ko: title }),
    startsAt: instant,
    endsAt: instant,
    levels: z.array(passLevelSchema).min(1).max(MAX_LEVELS),
    xp: passXpSchema,
    /** What the paid track costs. */
    priceGems: z.number().int().min(1).max(1_000_000),
    /** Null: nobody is given any. */
    coupon: passCouponTermsSchema.nullable(),
  })
  .superRefine(({ startsAt, endsAt, levels }, check) => {
    const lengthMs = Date.parse(endsAt) - Date.parse(startsAt)
    if (lengthMs <= 0) check.addIssue({ code: 'custom', path: ['endsAt'], message: 'must be after the beginning' })
    if (lengthMs > MAX_DAYS * DAY_MS) {
      check.addIssue({ code: 'custom', path: ['endsAt'], message: 'must be within a year of the beginning' })
    }
    for (const [index, { xp, free, paid }] of levels.entries()) {
      if (free.length + paid.length === 0) {
        check.addIssue({ code: 'custom', path: ['levels', index], message: 'must hold something' })
      }
      if (xp <= (levels[index - 1]?.xp ?? 0)) {
        check.addIssue({
          code: 'custom',
          path: ['levels', index, 'xp'],
          message: 'must need more than the level before',
        })
      }
    }
  })
export type PassBody = z.infer<typeof passBodySchema>

const levelNumberSchema = z.number().int().min(1).max(MAX_LEVEL)

/** A reward of a season, by its place. */
export const passClaimSchema = z.object({ level: levelNumberSchema, track: passTrackSchema })
export type PassClaim = z.infer<typeof passClaimSchema>

export const BATTLE_PASS_FIELDS = {
  'battlepass.claim': { season: seasonIdSchema.optional(), level: levelNumberSchema, track: passTrackSchema },
} as const
export const passClaimPayload = z.strictObject({
  commandId: commandIdSchema,
  ...BATTLE_PASS_FIELDS['battlepass.claim'],
})

const ofSeason = { season: seasonIdSchema, version: z.number().int().min(1) }

/** Rewards of levels that were taken together; `atEnd`: handed out when the season was over. */
export const passClaimedSchema = z.object({
  ...acceptedFields,
  ...rewardOutcomeSchema.omit({ note: true, source: true }).shape,
  ...ofSeason,
  claims: z.array(passClaimSchema).min(1),
  /** All of them together. */
  rewards: z.array(rewardSchema).min(1),
  atEnd: z.boolean(),
})
export type PassClaimed = z.infer<typeof passClaimedSchema>

/** The paid track of a season, and what it cost. */
export const passBoughtSchema = z.object({
  ...acceptedFields,
  ...ofSeason,
  priceGems: amountSchema,
  gems: amountSchema,
})
export type PassBought = z.infer<typeof passBoughtSchema>

/** A coupon that was used: its pass XP counts from here. */
export const passCouponUsedSchema = z.object({
  ...acceptedFields,
  season: seasonIdSchema,
  couponId: z.number().int().min(1),
  xp: amountSchema,
})
export type PassCouponUsed = z.infer<typeof passCouponUsedSchema>
