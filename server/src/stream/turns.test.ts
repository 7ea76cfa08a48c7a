import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Turns } from './turns.ts'

const PATIENCE_MS = 500

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Turns for one at a time, and works that end when told to. */
function one() {
  const turns = new Turns(1, PATIENCE_MS)
  const begun: string[] = []
  return {
    turns,
    begun,
    start(name: string) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const done = turns.run(async () => {
        begun.push(name)
        await promise
        return name
      })
      return { done, end: resolve }
    },
  }
}

test('so many work at once, the others in the order in which they came', async () => {
  const { begun, start } = one()
  const works = ['first', 'second', 'third'].map(start)
  for (const [n, { end, done }] of works.entries()) {
    await settle()
    expect(begun).toEqual(['first', 'second', 'third'].slice(0, n + 1))
    end()
    await done
  }
})

test('who has waited for long enough goes on, and leaves nobody a turn that he never had', async () => {
  const { begun, start } = one()
  const stuck = start('stuck')
  const impatient = start('impatient')
  await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1)
  expect(begun).toEqual(['stuck'])
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toEqual(['stuck', 'impatient'])
  impatient.end()
  await impatient.done
  const next = start('next')
  await settle()
  expect(begun).not.toContain('next')
  stuck.end()
  await stuck.done
  await settle()
  expect(begun).toContain('next')
  next.end()
  expect(await next.done).toBe('next')
  expect(vi.getTimerCount()).toBe(0)
})

test('what fails fails for its caller, and the turn goes on', async () => {
  const { turns } = one()
  await expect(turns.run(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
  expect(await turns.run(async () => 'next')).toBe('next')
})
