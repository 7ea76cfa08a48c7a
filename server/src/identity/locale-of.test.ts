import { expect, test } from 'vitest'
import { localeOf } from './locale-of.ts'

test.each([
  ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  ['en-GB', 'en'],
  ['fr, ko;q=0.3, en;q=0.2', 'ko'],
  ['en;q=0.2, ko;q=0.8', 'ko'],
  ['ko;q=0, en', 'en'],
  ['fr', 'en'],
  ['', 'en'],
  [undefined, 'en'],
  [';;;,,,q=', 'en'],
  ['x'.repeat(100_000), 'en'],
])('of %j is %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
