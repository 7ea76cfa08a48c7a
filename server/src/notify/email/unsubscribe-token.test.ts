import { createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readUnsubscribing, signUnsubscribing } from './unsubscribe-token.ts'

const [key, other] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))]
const asked = { userId: 42, category: 'game' } as const
const token = signUnsubscribing(asked, key)

test('a token says whose letters of which category are to end, under any key that is still known', () => {
  expect(readUnsubscribing(token, [key])).toEqual(asked)
  expect(readUnsubscribing(token, [other, key])).toEqual(asked)
  expect(readUnsubscribing(token, [other])).toBeUndefined()
})

test.each([
  ['of another player', token.replace('42.', '43.')],
  ['of another category', token.replace('game', 'advertising')],
  ['of a category that always comes', token.replace('game', 'transactional')],
  ['with another signature', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
  ['with something behind it', `${token}A`],
  ['with a number written otherwise', token.replace('42.', '042.')],
  ['of nothing', ''],
])('a token %s is nobody’s', (_name, forged) => {
  expect(readUnsubscribing(forged, [key])).toBeUndefined()
})
