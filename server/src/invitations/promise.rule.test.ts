import type { FriendTerms } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { type Inviting, promiseOf } from './promise.rule.ts'

const terms: FriendTerms = {
  ...{ enabled: true, inviterCoins: 10, friendCoins: 20, provenEmail: true, activeDays: 3, withinDays: 30 },
  ...{ minInviterAgeDays: 1, perDay: 2, inAll: 5, global: 100 },
}
const it: Inviting = { inviterAgeDays: 1, inviterOpen: true, today: 1, inAll: 4, global: 99 }

test('both sides are promised what the terms say, up to the last one within the caps', () => {
  expect(promiseOf(terms, it)).toEqual({ inviterCoins: 10, friendCoins: 20 })
})

test.each([
  ['too young', { inviterAgeDays: 0 }],
  ['who pauses', { inviterOpen: false }],
  ['over his day', { today: 2 }],
  ['over his all', { inAll: 5 }],
])('an inviter %s gets nothing; his friend does', (_, change) => {
  expect(promiseOf(terms, { ...it, ...change })).toEqual({ inviterCoins: 0, friendCoins: 20 })
})

test('nothing is promised to anybody when it is switched off or used up', () => {
  const nothing = { inviterCoins: 0, friendCoins: 0 }
  expect(promiseOf({ ...terms, enabled: false }, it)).toEqual(nothing)
  expect(promiseOf(terms, { ...it, global: 100 })).toEqual(nothing)
})
