import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PatchTicker, patchSlot } from './patch-ticker.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aSlot() {
  const send = vi.fn()
  return { send, slot: patchSlot(send) }
}

const aTicker = (failed = vi.fn()) => ({ ticker: new PatchTicker(failed), failed })

test('a change goes out at the next tick, the following ones ten ticks apart', () => {
  const { ticker } = aTicker()
  const { send, slot } = aSlot()
  ticker.request(slot)
  ticker.request(slot)
  expect(send).not.toHaveBeenCalled()
  vi.advanceTimersByTime(25)
  expect(send).toHaveBeenCalledTimes(1)
  ticker.request(slot)
  vi.advanceTimersByTime(225)
  expect(send).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(25)
  expect(send).toHaveBeenCalledTimes(2)
})

test('with something that goes anyway it goes at once, where its room has rested', () => {
  const { ticker } = aTicker()
  const { send, slot } = aSlot()
  ticker.request(slot)
  ticker.sendAlong(slot)
  expect(send).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_000)
  expect(send).toHaveBeenCalledTimes(1)
})

test('else it waits for its tick', () => {
  const { ticker } = aTicker()
  const { send, slot } = aSlot()
  ticker.sendAlong(slot)
  ticker.sendAlong(slot)
  expect(send).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(250)
  expect(send).toHaveBeenCalledTimes(2)
})

test('who has rested since hears at once, and a change goes out at the next tick, also where no tick ran meanwhile', () => {
  const { ticker } = aTicker()
  const [noticed, changed] = [aSlot(), aSlot()]
  ticker.sendAlong(noticed.slot)
  ticker.request(changed.slot)
  vi.advanceTimersByTime(3_600_000)
  ticker.sendAlong(noticed.slot)
  expect(noticed.send).toHaveBeenCalledTimes(2)
  ticker.request(changed.slot)
  vi.advanceTimersByTime(25)
  expect(changed.send).toHaveBeenCalledTimes(2)
})

test('a room has not rested before its time, also where no tick ran meanwhile', () => {
  const { ticker } = aTicker()
  const { send, slot } = aSlot()
  ticker.sendAlong(slot)
  vi.advanceTimersByTime(240)
  ticker.sendAlong(slot)
  expect(send).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(25)
  expect(send).toHaveBeenCalledTimes(2)
})

test('a room that cannot send keeps the others from nothing', () => {
  const { ticker, failed } = aTicker()
  const { send, slot } = aSlot()
  const broken = patchSlot(() => {
    throw new Error('it cannot be encoded')
  })
  ticker.sendAlong(broken)
  ticker.sendAlong(slot)
  expect(failed).toHaveBeenCalledTimes(1)
  expect(send).toHaveBeenCalledTimes(1)
})
