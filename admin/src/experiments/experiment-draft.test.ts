import type { ExperimentBody } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { bodyOf, draftOf, EMPTY_EXPERIMENT, type ExperimentDraft } from './experiment-draft.ts'

const DRAFT: ExperimentDraft = {
  ...EMPTY_EXPERIMENT,
  ...{ name: 'A button', hypothesis: 'A larger button is found more often.', layer: 'home', traffic: '12.5' },
  ...{ tiers: 'gold, silver', locales: 'ko', registeredFrom: '2026-01-01T00:00:00Z', maxXp: '500' },
  variants: [
    { id: 'control', name: 'As it is', weight: '1', settings: 'size=small\nanimated=false' },
    { id: 'large', name: 'Larger', weight: '3', settings: 'size=large\nrows=2\n\nlabel=a=b' },
  ],
}
const BODY: Partial<ExperimentBody> = {
  layer: { id: 'home', from: 0, to: 10_000 },
  trafficBp: 1_250,
  targeting: {
    ...{
      tiers: ['gold', 'silver'],
      locales: ['ko'],
      registeredFrom: '2026-01-01T00:00:00.000Z',
      registeredBefore: null,
    },
    ...{ minXp: null, maxXp: 500, segments: [] },
  },
  variants: [
    { id: 'control', name: 'As it is', weight: 1, settings: { size: 'small', animated: false } },
    { id: 'large', name: 'Larger', weight: 3, settings: { size: 'large', rows: 2, label: 'a=b' } },
  ],
}

describe('an experiment as it is typed', () => {
  test('is read, and written back to the same', () => {
    const body = bodyOf(DRAFT)
    expect(body).toMatchObject(BODY)
    if (body === null) throw new Error('it was read')
    expect(bodyOf(draftOf(body))).toEqual(body)
  })

  test.each([
    ['no hypothesis', { hypothesis: '' }],
    ['traffic that is no number', { traffic: 'all' }],
    ['more than all', { traffic: '100.5' }],
    ['a part of a hundredth', { traffic: '0.005' }],
    ['a day that there is not', { startsAt: 'tomorrow' }],
    ['an unknown language', { locales: 'fr' }],
    ['no guard-rail', { guardrails: [] }],
    ['one variant', { variants: DRAFT.variants.slice(0, 1) }],
    ['no number of players', { players: '' }],
  ])('with %s is none', (_, change) => {
    expect(bodyOf({ ...DRAFT, ...change })).toBeNull()
  })
})
