import { expect, test } from 'vitest'
import { newestOf, type Rotation } from './rotations.ts'

const became = (name: string) => ({ userId: 1, accessToken: '', refreshToken: name, expiresAtMs: 0 })
const CHAIN: Rotation[] = [
  { from: 'a', became: became('b') },
  { from: 'x', became: became('y') },
  { from: 'b', became: became('c') },
]

test('a token that was exchanged twice is found as what it is now', () => {
  expect(newestOf(CHAIN, 'a')?.refreshToken).toBe('c')
  expect(newestOf(CHAIN, 'b')?.refreshToken).toBe('c')
})

test('a token that was not exchanged is still good', () => {
  expect(newestOf(CHAIN, 'c')).toBeNull()
  expect(newestOf([], 'a')).toBeNull()
})
