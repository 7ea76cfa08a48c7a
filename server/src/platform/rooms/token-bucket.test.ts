import { describe, expect, test } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

const taken = (bucket: TokenBucket, times: number, nowMs: number) =>
  Array.from({ length: times }, () => bucket.take(nowMs)).filter((waitMs) => waitMs === 0).length

describe('a token bucket', () => {
  test('lets a burst through at once, and then tells how long to wait', () => {
    const bucket = new TokenBucket(20, 5, 0)
    expect(taken(bucket, 5, 0)).toBe(5)
    expect(bucket.take(0)).toBe(50)
    expect(bucket.take(20)).toBe(30)
    expect(bucket.take(45)).toBeGreaterThan(0)
    expect(bucket.take(50)).toBe(0)
  })

  test('lets the rate through in the long run', () => {
    const bucket = new TokenBucket(20, 5, 0)
    let through = 0
    for (let nowMs = 0; nowMs < 10_000; nowMs++) if (bucket.take(nowMs) === 0) through++
    expect(through).toBe(5 + 199)
  })

  test('saves up no more than a burst', () => {
    const bucket = new TokenBucket(20, 5, 0)
    expect(taken(bucket, 10, 3_600_000)).toBe(5)
  })

  test('gives nothing for a clock that goes backwards', () => {
    const bucket = new TokenBucket(1, 1, 1_000)
    expect(bucket.take(1_000)).toBe(0)
    expect(bucket.take(0)).toBe(1_000)
  })
})
