import { STANDARD_VIP_TERMS } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { draftOf, termsOf, tierAbove } from './tiers-draft.ts'

const draft = draftOf(STANDARD_VIP_TERMS)

test('tiers that are opened and kept are the same', () => {
  expect(termsOf(draft)).toEqual(STANDARD_VIP_TERMS)
})

test.each([
  ['no per cent', { maxDiscount: '' }],
  ['half a basis point', { maxDiscount: '0.005' }],
  ['no tiers', { tiers: [] }],
  ['a tier without a name', { tiers: [...draft.tiers, tierAbove(draft)] }],
])('are not kept with %s', (_, change) => {
  expect(termsOf({ ...draft, ...change })).toBeNull()
})

test('a tier above begins with what the highest asks for, under a badge of its own', () => {
  const above = tierAbove(draft)
  expect([above.spendWon, above.badge]).toEqual(['200000', 'bronze'])
  expect(termsOf({ ...draft, tiers: [...draft.tiers, { ...above, id: 'top', en: 'Top', ko: '최고' }] })).not.toBeNull()
})
