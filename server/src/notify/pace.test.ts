import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

/** A process with a clock and plays of a test; what waits, waits for its clock. */
function aProcess() {
  const process = { nowMs: 1_000, goOn: false, begun: 0 }
  const sleeping: { untilMs: number; wake: () => void }[] = []
  const pace = new Pace({
    nowMs: () => process.nowMs,
    plays: process,
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
    async pass(ms: number) {
      process.nowMs += ms
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
  process.goOn = true
  void want(1_000)
  await settle()
  expect(process.begun).toBe(10)
  for (let tick = 1; tick <= 20; tick++) await pass(50)
  expect(process.begun).toBe(210)
})

test('the first play is noticed at once', async () => {
  const { process, want, pass } = aProcess()
  await want(100)
  process.goOn = true
  await pass(50)
  void want(1_000)
  await pass(0)
  expect(process.begun).toBe(110)
})

test('when nobody plays any more all goes on at once', async () => {
  const { process, want, pass, settle } = aProcess()
  process.goOn = true
  void want(500)
  await settle()
  for (let tick = 1; tick < 20; tick++) await pass(50)
  expect(process.begun).toBe(200)
  process.goOn = false
  await pass(50)
  expect(process.begun).toBe(500)
})
