import { expect, test } from 'vitest'
import { draftOf, EMPTY_BOARD, termsOf } from './board-draft.ts'

const typed = { ...EMPTY_BOARD, id: 'cards-daily', games: 'rps, dice', position: '7' }

test('a board is sent as it was typed', () => {
  expect(termsOf(typed)).toEqual({ period: 'week', games: ['rps', 'dice'], position: 7, enabled: true })
  const board = { ...typed, games: ['rps', 'dice'], position: 7, startsAt: '', endsAt: null, players: 3, revision: 1 }
  expect(draftOf({ ...board, counts: 'net_coins' })).toEqual(typed)
})

test('what is no board is not sent', () => {
  for (const change of [{ id: 'Cards' }, { games: 'match' }, { games: '' }, { games: 'rps, rps' }, { position: '-1' }])
    expect(termsOf({ ...typed, ...change })).toBeNull()
})
