import { expect, test } from 'vitest'
import { clipped, fractionNumber, percentDigits } from './fraction.ts'

test('a fraction of any length is read as a number', () => {
  expect(fractionNumber({ numerator: '1', denominator: '3' })).toBe(0.333333333)
  expect(fractionNumber({ numerator: `${10n ** 400n}`, denominator: `${4n * 10n ** 399n}` })).toBe(2.5)
})

test('a long number is clipped and says how long it is', () => {
  expect(clipped('123')).toBe('123')
  expect(clipped('1'.repeat(500))).toBe('111111… (500)')
})

test('small chances have more digits', () => {
  expect([0, 0.004, 12].map(percentDigits)).toEqual([4, 6, 4])
})
