import type { SlotSpinOutcome } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { translate } from '../../text/translate.ts'
import { wordResult } from './word-result.ts'

const english = { t: ((key, ...args) => translate('en', key, ...args)) as Parameters<typeof wordResult>[1]['t'] }
const anOutcome = (fields: Partial<SlotSpinOutcome>) =>
  ({ bet: 100, win: 0, line: 'none', reels: ['cherry', 'lemon', 'bell'], ...fields }) as SlotSpinOutcome

test('a loss is stated', () => {
  expect(wordResult(anOutcome({}), english)).toBe('No win. Bet 100.')
})

test('a win below the bet is no reason to cheer', () => {
  const outcome = anOutcome({ line: 'pair', reels: ['bell', 'lemon', 'bell'], win: 50 })
  expect(wordResult(outcome, english)).toBe('Two bells. Paid 50 of your bet of 100.')
})

test('a win of just the bet is no reason to cheer', () => {
  const outcome = anOutcome({ line: 'pair', reels: ['lemon', 'cherry', 'cherry'], win: 100 })
  expect(wordResult(outcome, english)).toBe('Two cherries. Your bet of 100 comes back.')
})

test('a win beyond the bet is', () => {
  const outcome = anOutcome({ line: 'triple', reels: ['seven', 'seven', 'seven'], win: 20_000 })
  expect(wordResult(outcome, english)).toBe('Three sevens! Paid 20,000 for a bet of 100.')
})

test('a symbol the app does not know is called by its name', () => {
  const outcome = anOutcome({ line: 'pair', reels: ['comet', 'lemon', 'comet'], win: 200 })
  expect(wordResult(outcome, english)).toBe('Two comet! Paid 200 for a bet of 100.')
})
