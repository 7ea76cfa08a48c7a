import { expect, test } from 'vitest'
import { PlayPace } from './play-pace.ts'

function aPace() {
  const watch = { nowMs: 0 }
  return { watch, pace: new PlayPace(() => watch.nowMs) }
}

test('nobody plays at first, and again a second after the last play', () => {
  const { watch, pace } = aPace()
  expect(pace.commitMs).toBe(0)
  pace.wrote(4)
  watch.nowMs = 1_000
  expect(pace.commitMs).toBe(4)
  watch.nowMs = 1_001
  expect(pace.commitMs).toBe(0)
})

test('a slow commit counts for an eighth, and slow ones soon for all', () => {
  const { pace } = aPace()
  pace.wrote(4)
  pace.wrote(12)
  expect(pace.commitMs).toBe(5)
  for (let n = 0; n < 40; n++) pace.wrote(12)
  expect(pace.commitMs).toBeCloseTo(12, 1)
})

test('who plays after a pause is measured anew', () => {
  const { watch, pace } = aPace()
  pace.wrote(40)
  watch.nowMs = 5_000
  pace.wrote(2)
  expect(pace.commitMs).toBe(2)
})
