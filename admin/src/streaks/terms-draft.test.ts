import { expect, test } from 'vitest'
import { draftOf, termsOf } from './terms-draft.ts'

const terms = {
  rewards: [
    { coins: 100, gems: 0 },
    { coins: 150, gems: 1 },
  ],
  graceHours: 3,
  mostShields: 3,
  zoneDays: 7,
}

test('terms are sent as they were typed, and not at all where they are none', () => {
  expect(termsOf(draftOf(terms))).toEqual(terms)
  const draft = draftOf(terms)
  for (const change of [{ graceHours: '13' }, { zoneDays: '' }, { mostShields: '-1' }, { rewards: [] }]) {
    expect(termsOf({ ...draft, ...change }), JSON.stringify(change)).toBeNull()
  }
  expect(termsOf({ ...draft, rewards: [{ coins: '1.5', gems: '0' }] })).toBeNull()
  expect(termsOf({ ...draft, rewards: [{ coins: '1', gems: '' }] })).toBeNull()
})
