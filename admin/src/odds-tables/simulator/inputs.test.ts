import { findGame, must } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { readInputs } from './inputs.ts'
import { waysOf } from './ways.ts'

const typed = { way: '', players: '1000', plays: '200', stake: '100' }
const read = (id: string, changes: Partial<typeof typed> = {}) => {
  const game = must(findGame(id))
  return readInputs(game, game.standardTable, waysOf(game, game.standardTable), { ...typed, ...changes })
}

test('inputs become a choice, the usual one unless another is chosen', () => {
  expect(read('dice')).toMatchObject({ ok: true, value: { way: 'under-50', players: 1000, plays: 200 } })
  expect(read('roulette', { way: 'straight' })).toMatchObject({
    value: { choice: { bets: [{ kind: 'straight', numbers: [0], amount: 100 }] } },
  })
})

test('what is wrong is told by its field', () => {
  expect(read('rps', { players: '0' })).toMatchObject({ problem: { field: 'players' } })
  expect(read('rps', { plays: '2.5' })).toMatchObject({ problem: { field: 'plays' } })
  expect(read('rps', { stake: '1' })).toMatchObject({ problem: { field: 'stake', text: 'the least bet is 10' } })
  expect(read('rps', { players: '20000', plays: '10000' })).toMatchObject({ problem: { field: 'all' } })
})

test('pulls have a price and no stake', () => {
  expect(read('gacha', { stake: '', way: '10' })).toMatchObject({ ok: true, value: { choice: { count: 10 } } })
})
