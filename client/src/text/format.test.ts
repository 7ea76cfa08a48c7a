import { expect, test } from 'vitest'
import { formatDigits, formatPercent, formatSigned, formatWhole, preferredLanguage } from './format.ts'

test('the language is the first of the browser that the app speaks', () => {
  expect(preferredLanguage(['fr-FR', 'ko-KR', 'en'])).toBe('ko')
  expect(preferredLanguage(['EN-us', 'ko'])).toBe('en')
  expect(preferredLanguage(['de', 'kok'])).toBe('en')
  expect(preferredLanguage([])).toBe('en')
})

test('balances are grouped and exact up to the largest', () => {
  expect(formatWhole(Number.MAX_SAFE_INTEGER, 'ko')).toBe('9,007,199,254,740,991')
  expect(formatWhole(3.309, 'en')).toBe('3.31')
})

test('changes carry their sign, nothing has none', () => {
  expect(formatSigned(1_500, 'en')).toBe('+1,500')
  expect(formatSigned(-1_500, 'ko')).toBe('−1,500')
  expect(formatSigned(0, 'en')).toBe('0')
})

test('per cents keep four digits', () => {
  expect(formatPercent(94.672_81, 'en')).toBe('94.6728 %')
  expect(formatPercent(0.0125, 'ko')).toBe('0.0125%')
})

test('fractions are written exactly, beyond what a number can hold', () => {
  expect(formatDigits('123456789012345678901', 'en')).toBe('123,456,789,012,345,678,901')
})
