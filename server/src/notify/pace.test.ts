import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

/** A process with a clock and plays of a test; what waits, waits for its clock. */
function aProcess() {
  const process = { nowMs: 1_000, plays: 0, begun: 0 }
  const sleeping: { untilMs: number; wake: () => void }[] = []
  const pace = new Pace({
    nowMs: () => process.nowMs,
    plays: () => process.plays,
    sleep: (ms) => new Promise<void>((wake) => sleeping.push({ untilMs: process.nowMs + ms, wake })),
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return {
    process,
    /** So many want to begin, one after the other. */
    async want(count: number) {
      for (let n = 0; n < count; n++) {
        await pace.turn()
        process.begun++
      }
    },
    async pass(ms: number, plays = 0) {
      process.nowMs += ms
      process.plays += plays
      for (const each of sleeping.splice(0).filter(({ untilMs, ...rest }) => {
        if (untilMs <= process.nowMs) return true
        sleeping.push({ untilMs, ...rest })
        return false
      })) {
        each.wake()
      }
      await settle()
    },
    settle,
  }
}

test('without plays nothing waits', async () => {
  const { process, want } = aProcess()
  await want(1_000)
  expect(process.begun).toBe(1_000)
})

test('beside plays ten begin a tick', async () => {
  const { process, want, pass, settle } = aProcess()
  process.plays = 1
  void want(1_000)
  await settle()
  expect(process.begun).toBe(10)
  for (let tick = 1; tick <= 20; tick++) await pass(50, 5)
  expect(process.begun).toBe(210)
})

test('the first play is noticed at once', async () => {
  const { process, want, pass } = aProcess()
  await want(100)
  await pass(50, 1)
  void want(1_000)
  await pass(0)
  expect(process.begun).toBe(110)
})

test('a second after the last play all goes on at once', async () => {
  const { process, want, pass, settle } = aProcess()
  process.plays = 100
  void want(500)
  await settle()
  for (let tick = 1; tick < 20; tick++) await pass(50)
  expect(process.begun).toBe(200)
  await pass(50)
  expect(process.begun).toBe(500)
})
