import { MAX_AMOUNT } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { checkGrant, type GrantRow, NEW_DRAFT, NEW_ROW } from './grant-draft.ts'

const BEFORE = { coins: 10_000, gems: 100, tickets: 3 }
const check = (rows: Partial<GrantRow>[], reason = 'for a test') =>
  checkGrant({ rows: rows.map((row) => ({ ...NEW_ROW, ...row })), reason, note: ' hi ' }, BEFORE)

describe('a grant', () => {
  test('is read as the server takes it, with the balances it would leave', () => {
    const checked = check([
      { amount: '1,500' },
      { type: 'ITEM', item: 'golden-crown', amount: '2' },
      { type: 'CONTENT_UNLOCK', content: ' gold-room ' },
    ])
    expect(checked.rewards).toEqual([
      { type: 'COIN', amount: 1_500 },
      { type: 'ITEM', item: 'golden-crown', quantity: 2 },
      { type: 'CONTENT_UNLOCK', content: 'gold-room' },
    ])
    expect(checked).toMatchObject({ after: { ...BEFORE, coins: 11_500 }, note: 'hi' })
  })

  test.each<[string, Partial<GrantRow>]>([
    ['no amount', {}],
    ['zero', { amount: '0' }],
    ['a negative amount', { amount: '-5' }],
    ['a fraction', { amount: '1.5' }],
    ['no item', { type: 'ITEM', amount: '1' }],
    ['no content', { type: 'CONTENT_UNLOCK' }],
  ])('with %s is not sent', (_, row) => {
    const checked = check([{ amount: '1' }, row])
    expect([checked.rewards, [...checked.wrongRows]]).toEqual([null, [1]])
  })

  test('without a reason, or beyond all balances, is not sent', () => {
    expect(check([{ amount: '1' }], ' why ')).toMatchObject({ rewards: null, reasonWrong: true })
    expect(check([{ amount: String(MAX_AMOUNT) }])).toMatchObject({ rewards: null, after: null })
    expect(checkGrant(NEW_DRAFT, BEFORE).rewards).toBeNull()
  })
})
