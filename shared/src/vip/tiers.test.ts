import { describe, expect, test } from 'vitest'
import { checkVipTerms, STANDARD_VIP_TERMS, type VipProblemCode, type VipTier, vipTermsSchema } from './tiers.ts'

const { tiers, maxDiscountBp } = vipTermsSchema.parse(STANDARD_VIP_TERMS)
const problemsOf = (change: (gold: VipTier) => Partial<VipTier>) =>
  checkVipTerms({
    maxDiscountBp,
    tiers: tiers.map((tier, index) => (index === 1 ? { ...tier, ...change(tier) } : tier)),
  })

describe('tiers', () => {
  test('that the club begins with may be published', () => {
    expect(checkVipTerms(STANDARD_VIP_TERMS)).toEqual([])
  })

  const problems: Record<VipProblemCode, (gold: VipTier) => Partial<VipTier>> = {
    SAME_ID: () => ({ id: 'silver' }),
    SAME_BADGE: () => ({ badge: 'silver' }),
    ASKS_LESS: ({ requires }) => ({ requires: { ...requires, spendWon: 1 } }),
    GIVES_LESS: ({ benefits }) => ({ benefits: { ...benefits, discountBp: 1 } }),
    ASKS_NOTHING: ({ requires }) => ({ requires: { ...requires, spendWon: 0, activeDays: 0 } }),
  }
  test.each(Object.entries(problems))('are kept from being published: %s', (code, change) => {
    expect(problemsOf(change)).toContainEqual({ code, tier: 1 })
  })

  test('cannot ask for more days than their window has', () => {
    const [tier] = tiers
    const requires = { spendWon: 0, activeDays: 8, windowDays: 7 }
    expect(vipTermsSchema.safeParse({ maxDiscountBp, tiers: [{ ...tier, requires }] }).success).toBe(false)
  })
})
