import { vipTermsSchema } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import {
  type DecideInput,
  decideStanding,
  joinStandings,
  meets,
  NO_BENEFITS,
  type PublishedTerms,
  type Standing,
  setManual,
  type VipFacts,
} from './standing.rule.ts'

const DAY_MS = 86_400_000
const NOON = Date.parse('2026-06-30T12:00:00.000Z')
const DAY = Math.floor(NOON / DAY_MS)
const aTier = (id: string, badge: string, spendWon: number, discountBp: number) => ({
  ...{ id, badge, name: { en: id, ko: id }, holdDays: 20, graceDays: 7 },
  requires: { spendWon, activeDays: 0, windowDays: 10 },
  benefits: { discountBp, rank: 'STANDARD' },
})
const TERMS: PublishedTerms = {
  version: 1,
  ...vipTermsSchema.parse({
    maxDiscountBp: 5_000,
    tiers: [aTier('silver', 'silver', 1_000, 200), aTier('gold', 'gold', 5_000, 500)],
  }),
}
const spent = (won: number, atMs = NOON - DAY_MS): VipFacts => ({ spends: [{ atMs, won }], days: [] })
const input = (facts: VipFacts, changes: Partial<DecideInput> = {}): DecideInput => ({
  ...{ facts, terms: TERMS, reachedBy: TERMS, nowMs: NOON, today: DAY, mayFall: false },
  ...changes,
})
const at = (days: number, changes: Partial<DecideInput> = {}) => ({
  ...{ nowMs: NOON + days * DAY_MS, today: DAY + days },
  ...changes,
})
/** Gold since noon. */
const gold = (): Standing => decideStanding(undefined, input(spent(5_000))).standing

describe('what counts', () => {
  const [silver] = TERMS.tiers
  const moment = { nowMs: NOON, today: DAY }

  test('is what lies within the window, to the millisecond', () => {
    if (silver === undefined) throw new Error('no tier')
    expect(meets(silver, spent(1_000, NOON - 10 * DAY_MS + 1), moment)).toBe(true)
    expect(meets(silver, spent(1_000, NOON - 10 * DAY_MS), moment)).toBe(false)
    expect(meets(silver, spent(999), moment)).toBe(false)
  })

  test('are days of the window, today among them', () => {
    if (silver === undefined) throw new Error('no tier')
    const tier = { ...silver, requires: { spendWon: 0, activeDays: 2, windowDays: 10 } }
    const days = (...numbers: number[]): VipFacts => ({ spends: [], days: numbers })
    expect(meets(tier, days(DAY, DAY - 9), moment)).toBe(true)
    expect(meets(tier, days(DAY, DAY - 10), moment)).toBe(false)
  })
})

describe('a tier', () => {
  test('is reached at once, the highest that is deserved, and kept for its time', () => {
    const { standing, change } = decideStanding(undefined, input(spent(5_000)))
    expect(change).toEqual({ kind: 'reached', from: null, to: 'gold' })
    expect(standing).toMatchObject({ now: { level: 2, tier: 'gold' }, keptUntilMs: NOON + 20 * DAY_MS })
    expect(standing.benefits).toEqual({ discountBp: 500, maxDiscountBp: 5_000, rank: 'STANDARD' })
  })

  test('that is looked at again is left alone', () => {
    expect(decideStanding(gold(), input(spent(5_000))).change).toBeNull()
    expect(decideStanding(undefined, input(spent(999))).change).toBeNull()
  })

  test('is kept anew for its time when it is deserved at the end of it', () => {
    const later = input(spent(5_000, NOON + 19 * DAY_MS), at(20))
    const { standing, change } = decideStanding(gold(), later)
    expect(change?.kind).toBe('kept')
    expect(standing.keptUntilMs).toBe(NOON + 40 * DAY_MS)
  })

  test('is noticed so many days before its time ends, and lost no sooner, by the job alone, one at a time', () => {
    const facts = spent(5_000)
    expect(decideStanding(gold(), input(facts, at(12))).change).toBeNull()
    const { standing: noticed, change } = decideStanding(gold(), input(facts, at(13)))
    expect(change?.kind).toBe('noticed')
    expect(noticed.notice).toEqual({ sinceMs: NOON + 13 * DAY_MS, fallsAtMs: NOON + 20 * DAY_MS })
    expect(noticed.now.tier).toBe('gold')
    const lastMs = at(20, { nowMs: NOON + 20 * DAY_MS - 1, mayFall: true })
    expect(decideStanding(noticed, input(facts, lastMs)).change).toBeNull()
    expect(decideStanding(noticed, input(facts, at(20))).change).toBeNull()
    const fallen = decideStanding(noticed, input(facts, at(20, { mayFall: true })))
    expect(fallen.change).toEqual({ kind: 'lowered', from: 'gold', to: 'silver' })
    const again = decideStanding(fallen.standing, input(facts, at(20, { mayFall: true })))
    expect(again.change?.kind).toBe('noticed')
    expect(again.standing.notice?.fallsAtMs).toBe(NOON + 27 * DAY_MS)
  })

  test('whose money came back is kept no longer than the days of grace', () => {
    const { standing, change } = decideStanding(gold(), input(spent(4_999), at(1)))
    expect(change?.kind).toBe('noticed')
    expect(standing.notice?.fallsAtMs).toBe(NOON + 8 * DAY_MS)
    expect(decideStanding(standing, input(spent(4_999), at(8, { mayFall: true }))).change?.to).toBe('silver')
  })

  test('that is deserved again is noticed no more', () => {
    const { standing } = decideStanding(gold(), input(spent(4_999), at(1)))
    const { standing: back, change } = decideStanding(standing, input(spent(5_000), at(2)))
    expect(change).toEqual({ kind: 'noticeWithdrawn', from: 'gold', to: 'gold' })
    expect(back.notice).toBeNull()
  })

  test('of other terms gives more at once, and less only when its time is over', () => {
    const better = { ...TERMS, version: 2, maxDiscountBp: 6_000 }
    const worse = { ...TERMS, version: 2, maxDiscountBp: 100 }
    expect(decideStanding(gold(), input(spent(5_000), { terms: better })).change?.kind).toBe('termsChanged')
    expect(decideStanding(gold(), input(spent(5_000), { terms: worse })).change).toBeNull()
    const over = at(20, { terms: worse })
    const { standing } = decideStanding(gold(), input(spent(5_000, NOON + 19 * DAY_MS), over))
    expect(standing.benefits.maxDiscountBp).toBe(100)
  })
})

describe('a tier that is set', () => {
  const manual = (tier: string | null, level: number) => ({
    ...{ place: { tier, level }, untilMs: NOON + 3 * DAY_MS, reason: 'for a test', by: 1 },
  })

  test('counts until its end to the millisecond, above and below what is earned', () => {
    const up = setManual(undefined, manual('gold', 2), input(spent(0)))
    expect(up.change).toEqual({ kind: 'manual', from: null, to: 'gold' })
    const before = at(3, { nowMs: NOON + 3 * DAY_MS - 1 })
    expect(decideStanding(up.standing, input(spent(0), before)).change).toBeNull()
    const { standing, change } = decideStanding(up.standing, input(spent(0), at(3)))
    expect(change).toEqual({ kind: 'manualEnded', from: 'gold', to: null })
    expect(standing).toMatchObject({ manual: null, now: { level: 0 }, benefits: NO_BENEFITS })
    const down = setManual(gold(), manual(null, 0), input(spent(5_000)))
    expect(down.standing).toMatchObject({ now: { tier: null }, earned: { tier: 'gold' }, benefits: NO_BENEFITS })
    expect(decideStanding(down.standing, input(spent(5_000), at(3))).standing.now.tier).toBe('gold')
  })

  test('can be ended before', () => {
    const { standing } = setManual(gold(), manual('silver', 1), input(spent(5_000)))
    const ended = setManual(standing, null, input(spent(5_000)))
    expect(ended.change).toEqual({ kind: 'manualEnded', from: 'silver', to: 'gold' })
    expect(ended.standing.manual).toBeNull()
  })

  test.each([
    ['another tier', 'silver', 1],
    ['the same tier', 'gold', 2],
    ['no tier', null, 0],
  ] as const)('takes nothing of what was earned and is kept for its time: %s', (_, tier, level) => {
    const worse = { terms: { ...TERMS, version: 2, maxDiscountBp: 100 } }
    const { standing } = setManual(gold(), manual(tier, level), input(spent(5_000), worse))
    const ended = setManual(standing, null, input(spent(5_000), worse)).standing
    const over = decideStanding(standing, input(spent(5_000), at(3, worse))).standing
    for (const { benefits, now } of [ended, over]) {
      expect({ ...benefits, ...now }).toMatchObject({ tier: 'gold', discountBp: 500, maxDiscountBp: 5_000 })
    }
    const later = { ...input(spent(5_000, NOON + 19 * DAY_MS), at(20, worse)) }
    expect(decideStanding(ended, later).standing.benefits.maxDiscountBp).toBe(100)
  })
})

describe('two accounts that are made one', () => {
  const silver = () => decideStanding(undefined, input(spent(1_000))).standing
  const nothing = input({ spends: [], days: [] })
  const set = (tier: 'silver' | 'gold', untilMs = NOON + DAY_MS) => {
    const place = { tier, level: tier === 'silver' ? 1 : 2 }
    return setManual(undefined, { place, untilMs, reason: 'for a test', by: 1 }, nothing).standing
  }

  test('stand as high as the higher one, for as long as that one was kept', () => {
    const joined = joinStandings(silver(), gold(), input(spent(1_000)))
    expect(joined).toMatchObject({
      standing: { earned: { tier: 'gold' }, now: { tier: 'gold' }, keptUntilMs: gold().keptUntilMs },
      change: { kind: 'reached', from: 'silver', to: 'gold' },
    })
    expect(joinStandings(undefined, gold(), nothing).standing.benefits.discountBp).toBe(500)
  })

  test('hold the same tier for the longer of both times, and are told nothing', () => {
    const longer = { ...gold(), keptUntilMs: NOON + 30 * DAY_MS }
    expect(joinStandings(gold(), longer, input(spent(5_000)))).toMatchObject({
      standing: { now: { tier: 'gold' }, keptUntilMs: NOON + 30 * DAY_MS },
      change: { kind: 'kept', from: 'gold', to: 'gold' },
    })
    expect(joinStandings(longer, gold(), input(spent(5_000)))).toMatchObject({ standing: longer, change: null })
  })

  test('lose nothing of the days of grace to a tier that is kept for less than them', () => {
    const theirs = { ...gold(), keptUntilMs: NOON + 26 * DAY_MS }
    expect(joinStandings(gold(), theirs, input(spent(5_000), at(20)))).toMatchObject({
      standing: { notice: { fallsAtMs: NOON + 27 * DAY_MS } },
      change: { kind: 'noticed' },
    })
    const { standing, change } = joinStandings(
      gold(),
      { ...theirs, keptUntilMs: NOON + 28 * DAY_MS },
      input(spent(5_000), at(20)),
    )
    expect(standing).toMatchObject({ notice: null, keptUntilMs: NOON + 28 * DAY_MS })
    expect(change?.kind).toBe('kept')
  })

  test('are told nothing of a higher tier while what was set counts', () => {
    expect(joinStandings(set('silver'), gold(), nothing)).toMatchObject({
      standing: { earned: { tier: 'gold' }, now: { tier: 'silver' } },
      change: { kind: 'kept', from: 'silver', to: 'silver' },
    })
    expect(joinStandings(silver(), set('silver'), input(spent(1_000)))).toMatchObject({
      standing: { manual: { untilMs: NOON + DAY_MS } },
      change: { kind: 'kept' },
    })
  })

  test('keep what other terms would take away while the time of the tier lasts', () => {
    const worse = input(spent(5_000), { terms: { ...TERMS, version: 2, maxDiscountBp: 100 } })
    const longer = { ...gold(), keptUntilMs: NOON + 30 * DAY_MS }
    expect(joinStandings(gold(), longer, worse).standing.benefits.maxDiscountBp).toBe(5_000)
    const poor = { ...worse, facts: spent(0) }
    for (const before of [undefined, silver()]) {
      expect(joinStandings(before, gold(), poor).standing.benefits.maxDiscountBp).toBe(5_000)
    }
  })

  test('change nothing where the one that stays stands as high or higher', () => {
    expect(joinStandings(gold(), silver(), input(spent(5_000))).change).toBeNull()
    expect(joinStandings(gold(), gold(), input(spent(5_000))).change).toBeNull()
  })

  test('keep what was set for the one that stays, else for the other, if it has not ended', () => {
    expect(joinStandings(undefined, set('gold'), nothing)).toMatchObject({
      standing: { now: { tier: 'gold' }, manual: { untilMs: NOON + DAY_MS } },
      change: { kind: 'manual', from: null, to: 'gold' },
    })
    expect(joinStandings(set('silver'), set('gold'), nothing)).toMatchObject({
      standing: { now: { tier: 'silver' } },
      change: null,
    })
    expect(joinStandings(undefined, set('gold', NOON), nothing).standing.now.tier).toBeNull()
  })
})
