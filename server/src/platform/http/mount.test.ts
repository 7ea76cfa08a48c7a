import { expect, test } from 'vitest'
import { cookiesOf } from './mount.ts'

test.each([
  [undefined, {}],
  ['', {}],
  ['a=1', { a: '1' }],
  ['a=1; b=2=3 ; =4; c', { a: '1', b: '2=3' }],
  ['a=1; a=2', { a: '1' }],
])('cookies of %j', (header, cookies) => {
  expect(Object.fromEntries(cookiesOf(header))).toEqual(cookies)
})
