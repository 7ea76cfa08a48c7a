import { expect, test } from 'vitest'
import { draftOf, termsOf } from './terms-draft.ts'

const terms = {
  ...{ enabled: true, inviterCoins: 10, friendCoins: 20, provenEmail: true, activeDays: 3, withinDays: 30 },
  ...{ minInviterAgeDays: 1, perDay: 2, inAll: 5, global: 100 },
}

test('terms are sent as they were typed, and not at all where they are none', () => {
  expect(termsOf(draftOf(terms))).toEqual(terms)
  for (const change of [{ activeDays: '31' }, { perDay: '-1' }, { inviterCoins: '' }, { friendCoins: '1000001' }])
    expect(termsOf({ ...draftOf(terms), ...change })).toBeNull()
})
