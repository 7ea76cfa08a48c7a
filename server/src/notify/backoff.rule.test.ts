import { describe, expect, test } from 'vitest'
import type { RandomSource } from '../platform/ids.ts'
import { delayAfter, MAX_ATTEMPTS } from './backoff.rule.ts'

const always = (byte: number): RandomSource => ({ uuid: () => '', bytes: (count) => Buffer.alloc(count, byte) })
const delays = (byte: number) => [1, 2, 3, 4, 5].map((attempt) => delayAfter(attempt, always(byte)))

describe('the delay after an attempt', () => {
  test('is the table’s, a fifth more or less', () => {
    expect(delays(0x80).map((ms) => Math.round((ms ?? 0) / 1_000) * 1_000)).toEqual([
      1_000, 5_000, 30_000, 120_000, 300_000,
    ])
    expect(delays(0)).toEqual([800, 4_000, 24_000, 96_000, 240_000])
    expect(delays(255)).toEqual([1_200, 6_000, 36_000, 144_000, 360_000])
  })

  test('is no shorter than the other side asks for', () => {
    expect(delayAfter(1, always(0), 60_000)).toBe(60_000)
  })

  test('is none after the last one', () => {
    expect(delayAfter(MAX_ATTEMPTS, always(0))).toBeUndefined()
  })
})
