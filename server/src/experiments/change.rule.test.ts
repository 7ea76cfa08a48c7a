import { type ExperimentActBody, refuse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { type ActRefusal, changeBy, refuseOver, refuseSubject } from './change.rule.ts'
import { aBody, anExperiment } from './experiment.fixture.ts'

const SURE = { reached: true, trusted: true }
const said = { seenVersion: 2, reason: 'for a test' }
const odds = [{ id: 'control', name: 'x', weight: 1, settings: { oddsVersion: 3 } }, aBody().variants[1]].flatMap(
  (it) => it ?? [],
)

/** Of each refusal a world that has it. */
const refusals = {
  EXPERIMENT_PHASE: [anExperiment(), { ...said, act: 'start' }, SURE],
  EXPERIMENT_ON_ODDS: [anExperiment({ variants: odds }, { phase: 'draft' }), { ...said, act: 'start' }, SURE],
  EXPERIMENT_TRAFFIC_LOWERED: [anExperiment(), { ...said, act: 'ramp', trafficBp: 9_999 }, SURE],
  EXPERIMENT_TOO_EARLY: [anExperiment(), { ...said, act: 'decide', winner: 'large' }, { ...SURE, reached: false }],
  EXPERIMENT_UNTRUSTED: [anExperiment(), { ...said, act: 'decide', winner: 'large' }, { ...SURE, trusted: false }],
  EXPERIMENT_VARIANT_UNKNOWN: [anExperiment(), { ...said, act: 'decide', winner: 'huge' }, SURE],
  NOTHING_TO_CHANGE: [anExperiment(), { ...said, act: 'reweight', weights: { large: 1 } }, SURE],
} satisfies Record<ActRefusal, [ReturnType<typeof anExperiment>, ExperimentActBody, typeof SURE]>

test.each(Object.entries(refusals))('is refused: %s', (reason, [experiment, act, judged]) => {
  expect(changeBy(experiment, act, judged)).toEqual(refuse(reason as ActRefusal, expect.any(String)))
})

describe('an act', () => {
  test.each([
    ['draft', 'start', 'running'],
    ['running', 'pause', 'paused'],
    ['paused', 'resume', 'running'],
    ['running', 'stop', 'stopped'],
    ['paused', 'stop', 'stopped'],
  ] as const)('of what is %s: %s makes it %s', (phase, act, next) => {
    expect(changeBy(anExperiment({}, { phase }), { ...said, act }, SURE)).toMatchObject({
      ok: true,
      value: { phase: next },
    })
  })

  test.each(['stopped', 'decided'] as const)('there is none of what is %s', (phase) => {
    for (const act of ['start', 'pause', 'resume', 'stop'] as const) {
      expect(changeBy(anExperiment({}, { phase }), { ...said, act }, SURE)).toMatchObject({
        reason: 'EXPERIMENT_PHASE',
      })
    }
  })

  test('ramps, weighs and decides', () => {
    const half = anExperiment({ trafficBp: 500 })
    const ramped = changeBy(half, { ...said, act: 'ramp', trafficBp: 5_000 }, SURE)
    expect(ramped).toMatchObject({ value: { body: { trafficBp: 5_000 }, phase: 'running' } })
    const weighed = changeBy(half, { ...said, act: 'reweight', weights: { large: 3 } }, SURE)
    expect(weighed).toMatchObject({ value: { body: { variants: [{ weight: 1 }, { weight: 3 }] } } })
    const decided = changeBy(half, { ...said, act: 'decide', winner: 'large' }, SURE)
    expect(decided).toMatchObject({ value: { phase: 'decided', winner: 'large' } })
  })
})

test.each(['oddsVersion', 'rtp', 'hitRate', 'win_chance', 'dropRate', 'pityAt', 'slotTable', 'priceWon', 'discount'])(
  'no variant may set %s',
  (name) => {
    const [control, other] = aBody().variants
    if (!control || !other) throw new Error('two variants')
    const variants = [control, { ...other, settings: { [name]: 2 } }]
    expect(refuseSubject(aBody({ variants }))).toMatchObject({ reason: 'EXPERIMENT_ON_ODDS' })
  },
)

test('an end that is past, and only that, is refused', () => {
  const at = Date.parse('2026-06-01T12:00:00Z')
  expect(refuseOver(aBody({ endsAt: '2026-06-01T12:00:00Z' }), at)).toMatchObject({ reason: 'EXPERIMENT_OVER' })
  expect(refuseOver(aBody({ endsAt: '2026-06-01T12:00:01Z' }), at)).toBeUndefined()
  expect(refuseOver(aBody(), at)).toBeUndefined()
})
