import type { ExperimentBody, NotIn, Targeting } from '@casino-club/shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assign, type Experiment, type StandingInput, standingOf } from './assign.rule.ts'
import { aBody, anExperiment, anInput, aPlayer } from './experiment.fixture.ts'

const IDS = Array.from({ length: 100_000 }, (_, index) => index + 1)
/** 99.9 % of the counts of a fair split lie this many standard deviations around what is expected. */
const Z = 3.290_527

const variantOf = (experiment: Pick<Experiment, 'id' | 'body'>, userId: number) => {
  const drawn = assign(experiment, userId)
  return typeof drawn === 'string' ? drawn : drawn.id
}
const countsOf = (experiment: Experiment) => {
  const counts = new Map<string, number>()
  for (const userId of IDS) {
    const variant = variantOf(experiment, userId)
    counts.set(variant, (counts.get(variant) ?? 0) + 1)
  }
  return counts
}
const aVariant = (id: string, weight: number) => ({ id, name: id, weight, settings: {} })

describe('the split of 100,000 ids', () => {
  test.each([
    ['halves', [1, 1]],
    ['one to nine', [1, 9]],
    ['four parts', [1, 2, 3, 4]],
  ])('%s: every variant is within the 99.9 %% interval of its weight', (_, weights) => {
    const variants = weights.map((weight, index) => aVariant(`v${index}`, weight))
    const counts = countsOf(anExperiment({ variants }))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    for (const [index, weight] of weights.entries()) {
      const share = weight / sum
      const width = Z * Math.sqrt(IDS.length * share * (1 - share))
      expect(Math.abs((counts.get(`v${index}`) ?? 0) - IDS.length * share)).toBeLessThan(width)
    }
  })

  test('two experiments split independently: each half of one is halved by the other', () => {
    const [one, other] = [anExperiment({}, { id: 'one' }), anExperiment({}, { id: 'other' })]
    const both = IDS.filter((id) => variantOf(one, id) === 'large' && variantOf(other, id) === 'large').length
    expect(Math.abs(both - IDS.length / 4)).toBeLessThan(Z * Math.sqrt(IDS.length * 0.25 * 0.75))
  })

  test('in one layer nobody is in two experiments, and nobody is left over', () => {
    const one = anExperiment({ layer: { id: 'shop', from: 0, to: 4_000 } }, { id: 'one' })
    const other = anExperiment({ layer: { id: 'shop', from: 4_000, to: 10_000 } }, { id: 'other' })
    for (const id of IDS) {
      const inside = [one, other].filter((experiment) => variantOf(experiment, id) !== 'NOT_IN_LAYER')
      expect(inside.length).toBe(1)
    }
  })
})

test('raising the traffic adds players and moves none of those who are in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      (a, b, userId) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        const before = variantOf(anExperiment({ trafficBp: less }), userId)
        if (before !== 'NOT_IN_TRAFFIC') expect(variantOf(anExperiment({ trafficBp: more }), userId)).toBe(before)
      },
    ),
  )
})

describe('what a player has', () => {
  /** Of each reason a world that has it. */
  const worlds = {
    NOT_RUNNING: [{}, { phase: 'paused' }, {}],
    STOPPED: [{}, { phase: 'stopped' }, { met: 'large' }],
    DECIDED: [{}, { phase: 'decided', winner: 'control' }, {}],
    OFFERS_CLOSED: [{ subject: 'offers' }, {}, { mayOffer: false, met: 'large' }],
    NOT_TARGETED: [{ targeting: { ...aBody().targeting, locales: ['en'] } }, {}, {}],
    NOT_IN_LAYER: [{ layer: { id: 'home', from: 9_999, to: 10_000 } }, {}, {}],
    NOT_IN_TRAFFIC: [{ trafficBp: 0 }, {}, {}],
  } satisfies Record<NotIn, [Partial<ExperimentBody>, Partial<Experiment>, Partial<StandingInput>]>

  test.each(Object.entries(worlds))('is the control: %s', (reason, [body, head, input]) => {
    const standing = standingOf(anExperiment(body, head), anInput(input))
    expect(standing).toMatchObject({ reason, variant: { id: 'control' } })
  })

  test('what he has met stays his, whatever weights, traffic and targeting have become, and while it is paused', () => {
    const variants = [aVariant('control', 10_000), aVariant('large', 1)]
    const targeting = { ...aBody().targeting, locales: ['en' as const] }
    for (const phase of ['running', 'paused'] as const) {
      const changed = anExperiment({ variants, trafficBp: 0, targeting }, { phase })
      expect(standingOf(changed, anInput({ met: 'large' }))).toMatchObject({ reason: null, variant: { id: 'large' } })
    }
  })

  test('the winner is for everybody it was meant for', () => {
    const decided = anExperiment({ trafficBp: 0 }, { phase: 'decided', winner: 'large' })
    expect(standingOf(decided, anInput())).toMatchObject({ reason: 'DECIDED', variant: { id: 'large' } })
  })

  test('outside of its times nobody comes in', () => {
    const [from, until] = ['2026-06-02T00:00:00Z', '2026-06-03T00:00:00Z']
    const dated = anExperiment({ startsAt: from, endsAt: until })
    const at = (time: string) => standingOf(dated, anInput({ nowMs: Date.parse(time) })).reason
    expect([at('2026-06-01T23:59:59Z'), at(from), at(until)]).toEqual(['NOT_RUNNING', null, 'NOT_RUNNING'])
  })
})

const targeted: [string, Partial<Targeting>, boolean][] = [
  ['a tier he has', { tiers: ['gold'] }, true],
  ['another tier', { tiers: ['silver'] }, false],
  ['his language', { locales: ['ko'] }, true],
  ['who signed up before', { registeredBefore: '2026-06-01T12:00:00Z' }, false],
  ['who signed up since', { registeredFrom: '2026-06-01T12:00:00Z' }, true],
  ['less experience', { maxXp: 99 }, false],
  ['just his experience', { minXp: 100, maxXp: 100 }, true],
  ['a segment of his', { segments: ['lifecycle:NEW', 'lifecycle:VIP'] }, true],
  ['another segment', { segments: ['lifecycle:DORMANT_LONG'] }, false],
]
test.each(targeted)('targeting %s', (_, changes, isIn) => {
  const player = aPlayer({ tier: 'gold', segments: ['lifecycle:NEW'] })
  const experiment = anExperiment({ targeting: { ...aBody().targeting, ...changes } })
  expect(standingOf(experiment, anInput({ player })).reason).toBe(isIn ? null : 'NOT_TARGETED')
})
