import { expect, test, vi } from 'vitest'
import { HashThreads } from './hash-threads.ts'
import { hashOfNobody, hashPassword, isCommonPassword, passwordFits } from './passwords.ts'

const COST = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/

test('a hash of nobody that could not be made is made by the next who needs it', async () => {
  const run = vi.spyOn(HashThreads.prototype, 'run').mockRejectedValue(new Error('no thread'))
  await expect(hashOfNobody()).rejects.toThrow('no thread')
  run.mockRestore()
  expect(await hashOfNobody()).toMatch(COST)
})

test('a password fits its own hash and no other', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).toMatch(COST)
  expect(await passwordFits(hash, 'correct horse')).toBe(true)
  expect(await passwordFits(hash, 'correct horse ')).toBe(false)
})

test('without an account the work is that of a real hash, and nothing fits', async () => {
  expect(await hashOfNobody()).toMatch(COST)
  expect(await passwordFits(undefined, 'correct horse')).toBe(false)
  expect(await passwordFits(undefined, 'an account that does not exist')).toBe(false)
})

test.each(['password', 'PASSWORD123', 'qwertyuiop', '12345678'])('%s is too common', (password) => {
  expect(isCommonPassword(password)).toBe(true)
})

test('a password of one’s own is not too common', () => {
  expect(isCommonPassword('a long enough password')).toBe(false)
})
