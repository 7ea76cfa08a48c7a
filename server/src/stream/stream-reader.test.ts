import { expect, test } from 'vitest'
import { restMs } from './stream-reader.ts'

const PACE = { batchSize: 2_000, pollMs: 100 }

test('a reader that has left something behind goes on at once', () => {
  expect(restMs({ taken: 2_000, tookMs: 500 }, PACE)).toBe(0)
})

test('without load the next look comes soon, however slow the machine', () => {
  expect(restMs({ taken: 0, tookMs: 900 }, PACE)).toBe(100)
  expect(restMs({ taken: 199, tookMs: 900 }, PACE)).toBe(100)
})

test('under load a costly batch is followed by a longer rest, which has an end', () => {
  expect(restMs({ taken: 200, tookMs: 1 }, PACE)).toBe(100)
  expect(restMs({ taken: 1_000, tookMs: 20 }, PACE)).toBe(380)
  expect(restMs({ taken: 1_000, tookMs: 400 }, PACE)).toBe(600)
})
