import { expect, test } from 'vitest'
import { isAfter } from './stream.store.ts'

const PLACE = { xid: '999', userId: 7, seq: 12 }

test.each([
  { xid: '1000', userId: 1, seq: 1, after: true },
  { xid: '998', userId: 9, seq: 99, after: false },
  { xid: '999', userId: 8, seq: 1, after: true },
  { xid: '999', userId: 6, seq: 99, after: false },
  { xid: '999', userId: 7, seq: 13, after: true },
  { xid: '999', userId: 7, seq: 12, after: false },
  { xid: '999', userId: 7, seq: 11, after: false },
])('an event at $xid, $userId, $seq is after 999, 7, 12: $after', ({ after, ...event }) => {
  expect(isAfter(event, PLACE)).toBe(after)
})

test('transaction numbers beyond the safe integers keep their order', () => {
  const place = { ...PLACE, xid: '9007199254740992' }
  expect(isAfter({ ...PLACE, xid: '9007199254740993', userId: 1 }, place)).toBe(true)
})
