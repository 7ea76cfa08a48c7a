import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { totalOf } from '../rewards/reward.ts'
import { earnedPassClaims, expectedPassLevel, listRewards, passLevelOf, passRewardsOf } from './levels.ts'
import { type PassLevel, passBodySchema } from './season.ts'

const aLevel = (xp: number, changes: Partial<PassLevel> = {}): PassLevel => ({
  xp,
  free: [{ type: 'COIN', amount: 10 }],
  paid: [{ type: 'GEM', amount: 1 }],
  ...changes,
})
const aBody = (changes: object = {}) => ({
  title: { en: 'Autumn', ko: '가을' },
  startsAt: '2026-11-01T00:00:00.000Z',
  endsAt: '2026-11-11T00:00:00.000Z',
  levels: [aLevel(100), aLevel(250), aLevel(500)],
  xp: { play: 5, playADay: 100, mission: 50, streakDay: 20 },
  priceGems: 300,
  coupon: null,
  ...changes,
})
const thresholds = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 100 })
  .map((list) => list.sort((a, b) => a - b).map((xp) => aLevel(xp)))

describe('the level of so much pass XP', () => {
  test('is the number of levels that need no more', () => {
    fc.assert(
      fc.property(thresholds, fc.integer({ min: 0, max: 1_100_000_000 }), (levels, xp) => {
        expect(passLevelOf(levels, xp)).toBe(levels.filter((level) => level.xp <= xp).length)
      }),
    )
  })

  test('is reached with the last point and not with the one before', () => {
    fc.assert(
      fc.property(thresholds, (levels) => {
        for (const [index, { xp }] of levels.entries()) {
          expect([passLevelOf(levels, xp - 1), passLevelOf(levels, xp)]).toEqual([index, index + 1])
        }
      }),
    )
  })

  test('never falls with more of it', () => {
    const xp = fc.integer({ min: 0, max: 1_100_000_000 })
    fc.assert(
      fc.property(thresholds, xp, xp, (levels, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(passLevelOf(levels, less)).toBeLessThanOrEqual(passLevelOf(levels, more))
      }),
    )
  })
})

describe('what was earned', () => {
  const { levels } = aBody()

  test('is the free track alone, until the paid one is bought', () => {
    const free = earnedPassClaims(levels, { xp: 260, paid: false, claims: [{ level: 1, track: 'free' }] })
    expect(free).toEqual([{ level: 2, track: 'free' }])
    const both = earnedPassClaims(levels, { xp: 260, paid: true, claims: [{ level: 1, track: 'free' }] })
    expect(both).toEqual([
      { level: 1, track: 'paid' },
      { level: 2, track: 'free' },
      { level: 2, track: 'paid' },
    ])
  })

  test('holds no empty place, and nothing twice', () => {
    const bare = [aLevel(1, { free: [] })]
    expect(earnedPassClaims(bare, { xp: 9, paid: false, claims: [] })).toEqual([])
    fc.assert(
      fc.property(thresholds, fc.nat(), fc.nat(), fc.boolean(), (given, xp, before, paid) => {
        const early = earnedPassClaims(given, { xp: Math.min(xp, before), paid, claims: [] })
        const late = earnedPassClaims(given, { xp, paid, claims: early })
        const all = earnedPassClaims(given, { xp, paid, claims: [] })
        expect(xp < before ? early : [...early, ...late]).toEqual(all)
      }),
    )
  })

  test('comes to the same in one list as level by level', () => {
    const claims = earnedPassClaims(levels, { xp: 500, paid: true, claims: [] })
    const rewards = passRewardsOf(levels, claims)
    expect(listRewards(totalOf(rewards))).toEqual([
      { type: 'COIN', amount: 30 },
      { type: 'GEM', amount: 3 },
    ])
  })
})

test.each([
  ['2026-10-01T00:00:00Z', 0],
  ['2026-11-01T00:00:00Z', 0],
  ['2026-11-04T07:59:59Z', 0],
  ['2026-11-04T08:00:00Z', 1],
  ['2026-11-10T23:59:59Z', 2],
  ['2026-12-01T00:00:00Z', 3],
])('at %s the level %i is expected', (now, level) => {
  expect(expectedPassLevel(aBody(), Date.parse(now))).toBe(level)
})

describe('a season', () => {
  test('is as it is written', () => {
    expect(passBodySchema.safeParse(aBody()).success).toBe(true)
  })

  test.each([
    ['ends before it begins', { endsAt: '2026-10-01T00:00:00.000Z' }],
    ['is longer than a year', { endsAt: '2028-11-01T00:00:00.000Z' }],
    ['has levels that need less than those before', { levels: [aLevel(100), aLevel(100)] }],
    ['has a level with nothing in it', { levels: [aLevel(100, { free: [], paid: [] })] }],
    ['has no levels', { levels: [] }],
    ['takes experience away', { xp: { play: -1, playADay: 10, mission: 0, streakDay: 0 } }],
    ['gives its paid track away', { priceGems: 0 }],
    ['pays by what was lost', { xp: { play: 1, playADay: 10, mission: 0, streakDay: 0, perCoinLost: 1 } }],
  ])('is refused where it %s', (_, changes) => {
    expect(passBodySchema.safeParse(aBody(changes)).success).toBe(false)
  })
})
