import { expect, test } from 'vitest'
import { PlayPace } from './play-pace.ts'

function aPace() {
  const watch = { nowMs: 0 }
  const pace = new PlayPace(() => watch.nowMs)
  /** As the journal and the actors tell it: first the batch, then each play of it. */
  const play = (ms: number) => {
    pace.wrote(ms)
    pace.played()
  }
  return { watch, pace, play }
}

test('nobody plays at first, and again a second after the last play', () => {
  const { watch, pace, play } = aPace()
  expect(pace).toMatchObject({ goOn: false, commitMs: 0 })
  play(4)
  watch.nowMs = 1_000
  expect(pace).toMatchObject({ goOn: true, commitMs: 4 })
  watch.nowMs = 1_001
  expect(pace).toMatchObject({ goOn: false, commitMs: 0 })
})

test('what the journal writes without a play is none', () => {
  const { pace } = aPace()
  pace.wrote(4)
  expect(pace).toMatchObject({ goOn: false, commitMs: 0 })
})

test('plays that other transactions write count as well', () => {
  const { pace } = aPace()
  pace.played()
  expect(pace).toMatchObject({ goOn: true, commitMs: 1 })
})

test('a slow commit counts for an eighth, and slow ones soon for all', () => {
  const { pace, play } = aPace()
  play(4)
  play(12)
  expect(pace.commitMs).toBe(5)
  for (let n = 0; n < 40; n++) play(12)
  expect(pace.commitMs).toBeCloseTo(12, 1)
})

test('who plays after a pause is measured anew', () => {
  const { watch, pace, play } = aPace()
  play(40)
  watch.nowMs = 5_000
  play(2)
  expect(pace.commitMs).toBe(2)
})
