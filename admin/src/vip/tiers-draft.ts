import {
  RANKS,
  type Rank,
  VIP_BADGES,
  type VipBadge,
  type VipTerms,
  type VipTier,
  vipTermsSchema,
} from '@casino-club/shared'

const BP = 100

/** A tier as it is typed; discounts in per cent. */
export interface TierDraft {
  readonly id: string
  readonly en: string
  readonly ko: string
  readonly badge: VipBadge
  readonly spendWon: string
  readonly activeDays: string
  readonly windowDays: string
  readonly holdDays: string
  readonly graceDays: string
  readonly discount: string
  readonly rank: Rank
}

export interface TiersDraft {
  readonly maxDiscount: string
  readonly tiers: readonly TierDraft[]
}

const draftOfTier = ({ id, name, badge, requires, holdDays, graceDays, benefits }: VipTier): TierDraft => ({
  ...{ id, en: name.en, ko: name.ko, badge, rank: benefits.rank },
  spendWon: String(requires.spendWon),
  activeDays: String(requires.activeDays),
  windowDays: String(requires.windowDays),
  holdDays: String(holdDays),
  graceDays: String(graceDays),
  discount: String(benefits.discountBp / BP),
})

export const draftOf = ({ maxDiscountBp, tiers }: VipTerms): TiersDraft => ({
  maxDiscount: String(maxDiscountBp / BP),
  tiers: tiers.map(draftOfTier),
})

/** The next tier above: as the highest, under a name and a badge that are still free. */
export function tierAbove({ tiers }: TiersDraft): TierDraft {
  const last = tiers.at(-1)
  const badge = VIP_BADGES.find((each) => tiers.every((tier) => tier.badge !== each)) ?? 'diamond'
  const plain = { spendWon: '0', activeDays: '1', windowDays: '90', holdDays: '30', graceDays: '14', discount: '0' }
  return { ...plain, rank: RANKS[0], ...last, id: '', en: '', ko: '', badge }
}

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
const bpOf = (percent: string): number => Math.round(number(percent) * BP * 1_000) / 1_000

/** What was typed as tiers, or null where that cannot be. */
export function termsOf({ maxDiscount, tiers }: TiersDraft): VipTerms | null {
  const read = vipTermsSchema.safeParse({
    maxDiscountBp: bpOf(maxDiscount),
    tiers: tiers.map((tier) => ({
      id: tier.id.trim(),
      name: { en: tier.en, ko: tier.ko },
      badge: tier.badge,
      requires: {
        spendWon: number(tier.spendWon),
        activeDays: number(tier.activeDays),
        windowDays: number(tier.windowDays),
      },
      holdDays: number(tier.holdDays),
      graceDays: number(tier.graceDays),
      benefits: { discountBp: bpOf(tier.discount), rank: tier.rank },
    })),
  })
  return read.success ? read.data : null
}
