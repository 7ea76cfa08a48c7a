import { expect, test } from 'vitest'
import { clockOffsetMs } from './clock.ts'

test('the server is taken to have looked half-way between question and answer', () => {
  expect(clockOffsetMs(1_000, 1_100, 6_050)).toBe(5_000)
  expect(clockOffsetMs(1_000, 1_100, 50)).toBe(-1_000)
})
