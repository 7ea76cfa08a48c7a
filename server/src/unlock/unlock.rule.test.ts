import { type StagedContentBody, stagedContentBodySchema } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { refuseStage, type StageRefusal, type UnlockFacts } from './unlock.rule.ts'

const BODY: StagedContentBody = stagedContentBodySchema.parse({
  ...{ title: { en: 'A', ko: '가' }, description: { en: '', ko: '' }, rating: 'adult', position: 1, enabled: true },
  stages: [1, 2, 3].map((stage) => ({
    title: { en: `Stage ${stage}`, ko: `${stage}` },
    picture: 'curtain',
    conditions: { tier: 'gold', xp: 100, mission: 'daily-three' },
    priceGems: 10,
  })),
})
const FACTS: UnlockFacts = {
  ...{ version: 1, body: BODY, unlocked: new Set([1]), claimed: new Set(['daily-three']) },
  holdsTier: (tier) => tier === 'gold',
}
const OF_AGE = { ofAge: true, xp: 100 }

test('the stage after those that are unlocked may be, where all is there', () => {
  expect(refuseStage(FACTS, 2, OF_AGE)).toBeUndefined()
})

const refusals = {
  NOT_FOUND: [{ body: { ...BODY, enabled: false } }, 2, OF_AGE],
  AGE_UNVERIFIED: [{}, 2, { ofAge: false, xp: 100 }],
  CONTENT_UNLOCKED: [{}, 1, OF_AGE],
  CONTENT_OUT_OF_ORDER: [{}, 3, OF_AGE],
  CONTENT_CONDITION_UNMET: [{}, 2, { ofAge: true, xp: 99 }],
} satisfies Record<StageRefusal, [Partial<UnlockFacts>, number, typeof OF_AGE]>

test.each(Object.entries(refusals))('is refused: %s', (reason, [change, stage, player]) => {
  expect(refuseStage({ ...FACTS, ...change }, stage, player)?.reason).toBe(reason)
})

test.each([
  ['the tier', { holdsTier: () => false }],
  ['the mission', { claimed: new Set<string>() }],
])('is refused without %s', (_, change) => {
  expect(refuseStage({ ...FACTS, ...change }, 2, OF_AGE)?.reason).toBe('CONTENT_CONDITION_UNMET')
})
