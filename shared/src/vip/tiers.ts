import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { RANKS, rankSchema } from '../ranks.ts'

/** A tier's name for life: in standings, conditions and events. */
export const vipTierIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,23}$/)
export const VIP_BADGES = ['bronze', 'silver', 'gold', 'platinum', 'diamond'] as const
export type VipBadge = (typeof VIP_BADGES)[number]

export const MAX_VIP_TIERS = 8
/** Basis points: a hundredth of a per cent. */
export const WHOLE_BP = 10_000
const MAX_DISCOUNT_BP = 5_000
const MAX_WON = 1_000_000_000

const name = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((text) => !text.includes('\0'), 'must not hold a zero byte')
const days = (least: number, most: number) => z.number().int().min(least).max(most)

/** What one tier asks for and what it gives. */
export const vipTierSchema = z.strictObject({
  id: vipTierIdSchema,
  name: z.strictObject({ en: name, ko: name }),
  badge: z.enum(VIP_BADGES),
  requires: z
    .strictObject({
      /** Won captured less won refunded, */
      spendWon: z.number().int().min(0).max(MAX_WON),
      /** and days on which the player did something, */
      activeDays: days(0, 366),
      /** both within so many days up to now. */
      windowDays: days(1, 366),
    })
    .refine(({ activeDays, windowDays }) => activeDays <= windowDays, {
      path: ['activeDays'],
      message: 'cannot be more than the days of the window',
    }),
  /** For so long a tier that was reached is kept whatever leaves the window; only what is refunded ends it before. */
  holdDays: days(0, 366),
  /** Between the notice that a tier will be lost and the loss. */
  graceDays: days(1, 90),
  benefits: z.strictObject({
    /** Off what a product's own discount leaves, in basis points. */
    discountBp: z.number().int().min(0).max(MAX_DISCOUNT_BP),
    /** The least rank he counts as where products ask for one. */
    rank: rankSchema,
  }),
})
export type VipTier = z.infer<typeof vipTierSchema>

/** All tiers, the lowest first. */
export const vipTermsSchema = z.strictObject({
  tiers: z.array(vipTierSchema).min(1).max(MAX_VIP_TIERS),
  /** The most that a tier's discount may bring all that is off a list price to, in basis points. */
  maxDiscountBp: z.number().int().min(0).max(9_000),
})
export type VipTerms = z.infer<typeof vipTermsSchema>

export const VIP_PROBLEMS = ['SAME_ID', 'ASKS_NOTHING', 'ASKS_LESS', 'GIVES_LESS', 'SAME_BADGE'] as const
export type VipProblemCode = (typeof VIP_PROBLEMS)[number]
/** What keeps tiers from being published; `tier` counts from 0. */
export interface VipProblem {
  readonly code: VipProblemCode
  readonly tier: number
}

const rankOf = ({ benefits }: VipTier) => RANKS.indexOf(benefits.rank)

/** Everything that is wrong with tiers as a whole: each must ask for no less and give no less than the one below. */
export function checkVipTerms({ tiers }: VipTerms): VipProblem[] {
  return tiers.flatMap((tier, index) => {
    const below = tiers[index - 1]
    const others = tiers.slice(0, index)
    const { spendWon, activeDays } = tier.requires
    const asksLess = below && (spendWon < below.requires.spendWon || activeDays < below.requires.activeDays)
    const givesLess = below && (tier.benefits.discountBp < below.benefits.discountBp || rankOf(tier) < rankOf(below))
    const found: [VipProblemCode, boolean | undefined][] = [
      ['SAME_ID', others.some(({ id }) => id === tier.id)],
      ['SAME_BADGE', others.some(({ badge }) => badge === tier.badge)],
      ['ASKS_NOTHING', spendWon === 0 && activeDays === 0],
      ['ASKS_LESS', asksLess],
      ['GIVES_LESS', givesLess],
    ]
    return found.flatMap(([code, isWrong]) => (isWrong ? [{ code, tier: index }] : []))
  })
}

/** Why a standing was written: tiers won and lost, what was told, and what an admin did. */
export const VIP_CHANGES = [
  'reached',
  'kept',
  'noticed',
  'noticeWithdrawn',
  'lowered',
  'manual',
  'manualEnded',
  'termsChanged',
] as const
export type VipChangeKind = (typeof VIP_CHANGES)[number]

/** The event of every change; `from` and `to` are the tiers that count before and after, null: none. */
export const vipChangedSchema = z.object({
  ...acceptedFields,
  kind: z.enum(VIP_CHANGES),
  from: vipTierIdSchema.nullable(),
  to: vipTierIdSchema.nullable(),
})

/** What the club's tiers are drafted with; nobody has one before somebody has published them. */
export const STANDARD_VIP_TERMS: VipTerms = {
  maxDiscountBp: 5_000,
  tiers: [
    {
      id: 'silver',
      name: { en: 'Silver', ko: '실버' },
      badge: 'silver',
      requires: { spendWon: 50_000, activeDays: 5, windowDays: 90 },
      holdDays: 30,
      graceDays: 14,
      benefits: { discountBp: 200, rank: 'PREMIUM' },
    },
    {
      id: 'gold',
      name: { en: 'Gold', ko: '골드' },
      badge: 'gold',
      requires: { spendWon: 200_000, activeDays: 10, windowDays: 90 },
      holdDays: 30,
      graceDays: 14,
      benefits: { discountBp: 500, rank: 'VIP' },
    },
  ],
}
