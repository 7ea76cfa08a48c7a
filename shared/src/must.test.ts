import { expect, test } from 'vitest'
import { must } from './must.ts'

test('what is there is given back, be it 0, false or empty', () => {
  expect([must(0), must(false), must('')]).toEqual([0, false, ''])
})

test.each([undefined, null])('what is not there is a defect: %s', (value) => {
  expect(() => must(value, 'the table')).toThrow(new TypeError('the table is missing'))
})
