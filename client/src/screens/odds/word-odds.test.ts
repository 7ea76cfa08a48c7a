import { expect, test } from 'vitest'
import { translate } from '../../text/translate.ts'
import { wordFact, wordKind, wordOutcome } from './word-odds.ts'

const itemName = (item: string) => ({ 'neon-frame': 'Neon frame' })[item] ?? item
const english = {
  t: ((key, ...args) => translate('en', key, ...args)) as Parameters<typeof wordKind>[1]['t'],
  itemName,
}

test('ways of playing are named, and one the app does not know keeps its name', () => {
  expect(wordKind('under-50', english)).toBe('Roll under 50')
  expect(wordKind('red', english)).toBe('Red')
  expect(wordKind('items-EPIC', english)).toBe('Epic: which item')
  expect(wordKind('new-kind', english)).toBe('new kind')
})

test('outcomes are named, items with their rarity', () => {
  expect(wordOutcome('win', english)).toBe('Win')
  expect(wordOutcome('EPIC', english)).toBe('Epic')
  expect(wordOutcome('EPIC:neon-frame', english)).toBe('Epic · Neon frame')
  expect(wordOutcome('17', english)).toBe('17')
  expect(wordOutcome('neon-frame', english)).toBe('Neon frame')
})

test('a fact the app does not know is read as words', () => {
  expect(wordFact('someNewFact', english)).toBe('some new fact')
})
