import { describe, expect, test } from 'vitest'
import { adminPlayersQuery, balanceCorrectionBody } from './admin.ts'

const BODY = {
  commandId: '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11',
  currency: 'coins',
  amount: -50,
  reason: 'paid twice',
  expectedVersion: 4,
}

describe('a balance correction', () => {
  test('is taken as it stands', () => {
    expect(balanceCorrectionBody.parse({ ...BODY, reason: '  paid twice ' })).toEqual(BODY)
  })

  test.each<[string, object]>([
    ['an amount of nothing', { amount: 0 }],
    ['a fraction', { amount: 0.5 }],
    ['an amount beyond all balances', { amount: 2 ** 53 }],
    ['a reason of spaces', { reason: '          ' }],
    ['hardly a reason', { reason: 'oops' }],
    ['a novel for a reason', { reason: 'x'.repeat(501) }],
    ['no version', { expectedVersion: undefined }],
    ['a negative version', { expectedVersion: -1 }],
    ['another currency', { currency: 'won' }],
    ['no command id', { commandId: undefined }],
    ['a field nobody knows', { userId: 1 }],
  ])('is refused with %s', (_, change) => {
    expect(balanceCorrectionBody.safeParse({ ...BODY, ...change }).success).toBe(false)
  })
})

test('players are sorted by nothing but the known columns', () => {
  expect(adminPlayersQuery.parse({ sort: 'coins', q: ' mina ' })).toMatchObject({ sort: 'coins', q: 'mina', page: 1 })
  expect(adminPlayersQuery.safeParse({ sort: 'password_hash' }).success).toBe(false)
  expect(adminPlayersQuery.safeParse({ sort: 'id; drop table users' }).success).toBe(false)
})
