import { expect, test } from 'vitest'
import { findBrokenText } from './well-formed.ts'

test.each<[unknown, string | undefined]>([
  ['plain', undefined],
  ['😀', undefined],
  [{ a: ['x', { b: '\ud800' }] }, 'a.1.b'],
  [{ note: 'half \udc00' }, 'note'],
  [{ '\ud800': 1 }, ''],
  [{ by: 'x\0y' }, 'by'],
  [[1, null, true], undefined],
])('in %j the broken text is at %s', (value, path) => {
  expect(findBrokenText(value)).toBe(path)
})
