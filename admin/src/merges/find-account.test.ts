import { expect, test } from 'vitest'
import { findAccount } from './find-account.ts'

const MINA = { id: 7, siteId: 'Mina' }
const MINAMI = { id: 8, siteId: 'minami' }
const SEVEN = { id: 9, siteId: '7' }

test('an account is found by its id or its whole site id', () => {
  expect(findAccount([MINAMI, MINA], ' mina ')).toBe(MINA)
  expect(findAccount([MINA, MINAMI], '8')).toBe(MINAMI)
  expect(findAccount([SEVEN, MINA], '7')).toBe(MINA)
})

test('part of a name finds nobody', () => {
  expect(findAccount([MINA, MINAMI], 'min')).toBeUndefined()
  expect(findAccount([], '7')).toBeUndefined()
})
