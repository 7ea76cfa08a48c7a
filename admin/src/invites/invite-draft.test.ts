import { expect, test } from 'vitest'
import { dayEnd } from '../format/zone.ts'
import { FIRST_DRAFT, readInviteDraft } from './invite-draft.ts'

test('a form is read with its last day whole, in the club’s zone', () => {
  expect(readInviteDraft({ count: ' 5 ', maxUses: '', lastDay: '2026-03-01', note: ' for friends ' })).toEqual({
    count: 5,
    maxUses: null,
    expiresAt: dayEnd('2026-03-01'),
    note: 'for friends',
  })
  expect(readInviteDraft(FIRST_DRAFT)).toEqual({ count: 10, maxUses: 1, expiresAt: null, note: '' })
})

test.each([
  { count: '' },
  { count: '0' },
  { count: '1001' },
  { count: '1.5' },
  { count: '-1' },
  { maxUses: '0' },
  { maxUses: 'x' },
  { lastDay: '2026-02-30' },
])('a form with %j is not sent', (change) => {
  expect(readInviteDraft({ ...FIRST_DRAFT, ...change })).toBeNull()
})
