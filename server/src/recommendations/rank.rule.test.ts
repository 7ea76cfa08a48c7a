import { MOST_RECOMMENDED, RECOMMENDATION_REASONS } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosenBy, type History, nameOf, type OpenMission, type OpenOffer, recommend } from './rank.rule.ts'

const ids = Array.from({ length: 200 }, (_, index) => index + 1)
const byHistory = ids.find((id) => chosenBy(id) === 'history') ?? 0
const byChance = ids.find((id) => chosenBy(id) === 'chance') ?? 0

const aHistory = (changes: Partial<History> = {}): History => ({
  ...{ userId: byHistory, day: '2026-06-01', plays: new Map([['slot', 30]]) },
  ...{ useful: new Set<string>(), notUseful: new Set<string>(), gentle: false },
  ...changes,
})
const aMission = (id: string, changes: Partial<OpenMission> = {}): OpenMission => ({
  ...{ id, title: { en: id, ko: id }, counts: 'PLAYS', game: null, progress: 0, target: 10, group: null },
  ...changes,
})
const anOffer = (sku: string, changes: Partial<OpenOffer> = {}): OpenOffer => ({
  ...{ sku, title: { en: sku, ko: sku }, discountPercent: 0, boughtBefore: false, group: null },
  ...changes,
})
const MISSIONS = [
  aMission('new'),
  aMission('dice-fan', { game: 'dice' }),
  aMission('slot-fan', { game: 'slot' }),
  aMission('begun', { progress: 2 }),
  aMission('nearly', { progress: 8 }),
  aMission('done', { progress: 10 }),
  aMission('there', { counts: 'ACTIVE_DAYS' }),
]
const shown = (...parameters: Parameters<typeof recommend>) =>
  recommend(...parameters).map(({ target, reason }) => [target, reason])

describe('what is recommended', () => {
  test('is what is nearest to its end, then what was begun, then the game one plays; nothing that is done', () => {
    expect(shown(MISSIONS, [], aHistory())).toEqual([
      ['nearly', 'NEARLY_DONE'],
      ['begun', 'BEGUN'],
      ['slot-fan', 'GAME_YOU_PLAY'],
    ])
  })

  test('is one offer at most', () => {
    const offers = [anOffer('a', { discountPercent: 20 }), anOffer('b', { boughtBefore: true }), anOffer('c')]
    expect(shown([aMission('new')], offers, aHistory())).toEqual([
      ['a', 'DISCOUNT_FOR_ALL'],
      ['new', 'OPEN_NOW'],
    ])
    expect(shown([], offers.slice(1), aHistory())).toEqual([['b', 'BOUGHT_BEFORE']])
    expect(shown([], offers.slice(2), aHistory())).toEqual([['c', 'IN_THE_SHOP']])
  })

  test('to who does not feel well is first what needs no stakes', () => {
    expect(shown(MISSIONS, [], aHistory({ gentle: true }))[0]).toEqual(['there', 'NOTHING_STAKED'])
    for (const userId of ids) expect(shown(MISSIONS, [], aHistory({ gentle: true, userId }))[0]?.[0]).toBe('there')
  })

  test('is sooner what is for his segment than what is for everybody, and says so', () => {
    const group = { en: 'VIP', ko: 'VIP' }
    const aimed = aMission('aimed', { group })
    const offers = [anOffer('all', { discountPercent: 50 }), anOffer('theirs', { discountPercent: 10, group })]
    expect(recommend([aimed, aMission('slot-fan', { game: 'dice' })], offers, aHistory())).toMatchObject([
      { target: 'theirs', reason: 'FOR_YOUR_GROUP', group, percent: null },
      { target: 'aimed', reason: 'FOR_YOUR_GROUP', group },
      { target: 'slot-fan', reason: 'OPEN_NOW', group: null },
    ])
    expect(shown([{ ...aimed, progress: 8 }], [], aHistory())).toEqual([['aimed', 'NEARLY_DONE']])
  })

  test('asks for no purchase where there are no offers', () => {
    const buying = aMission('buy', { counts: 'PURCHASES', progress: 9 })
    expect(shown([buying], [], aHistory())).toEqual([])
    expect(shown([buying], [anOffer('a')], aHistory())[0]).toEqual(['buy', 'NEARLY_DONE'])
  })

  test('is not what he found of no use, and sooner what he found useful', () => {
    const notUseful = new Set([nameOf('mission', 'nearly')])
    expect(shown(MISSIONS, [], aHistory({ notUseful }))[0]).toEqual(['begun', 'BEGUN'])
    const useful = new Set([nameOf('mission', 'there')])
    const two = [aMission('slot-fan', { game: 'dice' }), aMission('there', { counts: 'ITEMS_USED' })]
    expect(shown(two, [], aHistory({ useful }))[0]?.[0]).toBe('there')
  })
})

describe('chance', () => {
  test('chooses for every tenth player, always the same ones', () => {
    const all = Array.from({ length: 20_000 }, (_, index) => chosenBy(index + 1))
    const share = all.filter((by) => by === 'chance').length / all.length
    // 99.9 % of the shares of a fair tenth.
    expect(Math.abs(share - 0.1)).toBeLessThan(3.290_527 * Math.sqrt((0.1 * 0.9) / all.length))
  })

  test('chooses the same all day and by no history, and says so', () => {
    const history = aHistory({ userId: byChance })
    const first = recommend(MISSIONS, [anOffer('a')], history)
    expect(first.every(({ reason, progress }) => reason === 'BY_CHANCE' && progress === null)).toBe(true)
    const other = aHistory({ userId: byChance, plays: new Map(), useful: new Set([nameOf('mission', 'new')]) })
    expect(recommend(MISSIONS, [anOffer('a')], other)).toEqual(first)
  })
})

test('no reason speaks of a win, a loss or of luck', () => {
  expect(RECOMMENDATION_REASONS.join(' ')).not.toMatch(/LOS|LOST|WIN|WON|LUCK|AGAIN|ODDS/)
})

test('whatever there is, so many at most, each once, and none that is done', () => {
  const mission = fc.record({ progress: fc.integer({ min: 0, max: 12 }), target: fc.integer({ min: 1, max: 12 }) })
  fc.assert(
    fc.property(fc.array(mission, { maxLength: 8 }), fc.integer({ min: 1, max: 500 }), (all, userId) => {
      const missions = all.map((one, index) => aMission(`m${index}`, one))
      const chosen = recommend(missions, [anOffer('a'), anOffer('b')], aHistory({ userId }))
      expect(chosen.length).toBeLessThanOrEqual(MOST_RECOMMENDED)
      expect(new Set(chosen.map(({ kind, target }) => nameOf(kind, target))).size).toBe(chosen.length)
      expect(chosen.filter(({ kind }) => kind === 'offer').length).toBeLessThanOrEqual(1)
      const done = new Set(missions.filter(({ progress, target }) => progress >= target).map(({ id }) => id))
      expect(chosen.some(({ kind, target }) => kind === 'mission' && done.has(target))).toBe(false)
    }),
  )
})
