import type { CohortTerms } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { coinsOf, nextTier, zoneOf } from './zone.rule.ts'

const terms: CohortTerms = {
  ...{ enabled: true, size: 5, tiers: 3, promoted: 2, demoted: 1, promotedCoins: 100, stayedCoins: 10 },
}
const zones = (tier: number, members: number, score = 1) =>
  Array.from({ length: members }, (_, index) => zoneOf(terms, { rank: index + 1, members, tier, score }))

test('the first go up and the last go down, between them all stay', () => {
  expect(zones(2, 5)).toEqual(['promoted', 'promoted', 'stayed', 'stayed', 'demoted'])
})

test('nobody goes down from the lowest tier, or up from the highest', () => {
  expect(zones(1, 5)).toEqual(['promoted', 'promoted', 'stayed', 'stayed', 'stayed'])
  expect(zones(3, 5)).toEqual(['stayed', 'stayed', 'stayed', 'stayed', 'demoted'])
})

test('in a cohort that is not full who goes up comes first', () => {
  expect(zones(2, 2)).toEqual(['promoted', 'promoted'])
  expect(zones(2, 1)).toEqual(['promoted'])
})

test('without a score above zero nobody goes up, and nothing is paid', () => {
  expect(zones(1, 2, 0)).toEqual(['stayed', 'stayed'])
  expect([coinsOf(terms, 'promoted', 1), coinsOf(terms, 'stayed', 1), coinsOf(terms, 'stayed', 0)]).toEqual([
    100, 10, 0,
  ])
  expect(coinsOf(terms, 'demoted', 5)).toBe(0)
  expect([nextTier(2, 'promoted'), nextTier(2, 'stayed'), nextTier(2, 'demoted')]).toEqual([3, 2, 1])
})
