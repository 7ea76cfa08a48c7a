import { expect, test } from 'vitest'
import { murmur3, partOf } from './murmur.ts'

/** The published ones of MurmurHash3_x86_32. */
test.each([
  ['', 0, 0],
  ['', 1, 0x514e28b7],
  ['', 0xffffffff, 0x81f16f39],
  ['\0\0\0\0', 0, 0x2362f9de],
  ['aaaa', 0x9747b28c, 0x5a97808a],
  ['aaa', 0x9747b28c, 0x283e0130],
  ['aa', 0x9747b28c, 0x5d211726],
  ['a', 0x9747b28c, 0x7fa09ea6],
  ['abcd', 0x9747b28c, 0xf0478627],
  ['abc', 0x9747b28c, 0xc84a62dd],
  ['Hello, world!', 0x9747b28c, 0x24884cba],
  ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
])('%j with the seed %d is the published number', (text, seed, hash) => {
  expect(murmur3(text, seed)).toBe(hash)
})

test('bytes above 127 count as bytes: the published vector of 0xffffffff', () => {
  expect(murmur3('\u00ff\u00ff\u00ff\u00ff')).toBe(0x76293b50)
})

test('a part is one of those there are, whatever the id', () => {
  for (const userId of [1, 2, 99_999, Number.MAX_SAFE_INTEGER]) {
    const part = partOf('salt', userId, 10_000)
    expect(Number.isInteger(part) && part >= 0 && part < 10_000).toBe(true)
    expect(partOf('salt', userId, 10_000)).toBe(part)
  }
})
