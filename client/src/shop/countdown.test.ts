import { expect, test } from 'vitest'
import type { Text } from '../text/LanguageProvider.tsx'
import { translate } from '../text/translate.ts'
import { nextChange, remainingUntil, wordRemaining } from './countdown.ts'

const NOON = Date.parse('2026-07-01T12:00:00Z')

test.each([
  [0, 0, '00:00:00'],
  [-5_000, 0, '00:00:00'],
  [1, 0, '00:00:01'],
  [59_001, 0, '00:01:00'],
  [3_600_000, 0, '01:00:00'],
  [86_399_000, 0, '23:59:59'],
  [86_400_000, 1, '00:00:00'],
  [2 * 86_400_000 + 3_661_000, 2, '01:01:01'],
])('%d ms before the end there are %d days and %s', (leftMs, days, clock) => {
  expect(remainingUntil(NOON + leftMs, NOON)).toEqual({ days, clock })
})

test('days are named only where there are some', () => {
  const t: Text['t'] = (key, ...args) => translate('ko', key, ...args)
  expect(wordRemaining(NOON + 60_000, NOON, { t })).toBe('00:01:00')
  expect(wordRemaining(NOON + 3 * 86_400_000, NOON, { t })).toBe('3일 00:00:00')
})

test('the next change is the soonest beginning or end that is still to come', () => {
  const at = (ms: number) => new Date(NOON + ms).toISOString()
  const still = { startsAt: null, endsAt: null, discount: null }
  expect(nextChange([still, { ...still, discount: { until: null } }], NOON)).toBeNull()
  const products = [
    { ...still, startsAt: at(-10), endsAt: at(5_000) },
    { ...still, discount: { until: at(3_000) } },
    { ...still, startsAt: at(9_000) },
  ]
  expect(nextChange(products, NOON)).toBe(NOON + 3_000)
  expect(nextChange(products, NOON + 3_000)).toBe(NOON + 5_000)
  expect(nextChange(products, NOON + 9_000)).toBeNull()
})
