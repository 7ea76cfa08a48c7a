import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

const NEVER_MS = 60_000

/** Work that ends when told to, and says that it has begun. */
function held(name: string, begun: string[]) {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const work = async () => {
    begun.push(name)
    await ended
    return name
  }
  return { work, end }
}

test('so many work at once, the others in the order in which they came', async () => {
  const turns = new Turns(1, NEVER_MS)
  const begun: string[] = []
  const [first, second, third] = ['first', 'second', 'third'].map((name) => held(name, begun))
  const results = [first, second, third].map((one) => turns.run(one?.work ?? (async () => '')))
  await sleep(5)
  expect(begun).toEqual(['first'])
  first?.end()
  await results[0]
  await sleep(5)
  expect(begun).toEqual(['first', 'second'])
  second?.end()
  third?.end()
  expect(await Promise.all(results)).toEqual(['first', 'second', 'third'])
})

test('who has lost his patience goes on, and his turn is passed on when it comes', async () => {
  const turns = new Turns(1, 10)
  const begun: string[] = []
  const stuck = held('stuck', begun)
  const stuckRun = turns.run(stuck.work)
  expect(await turns.run(async () => 'impatient')).toBe('impatient')
  stuck.end()
  await stuckRun
  expect(await turns.run(async () => 'next')).toBe('next')
})

test('what fails fails for its caller, and the turn goes on', async () => {
  const turns = new Turns(1, NEVER_MS)
  await expect(turns.run(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
  expect(await turns.run(async () => 'next')).toBe('next')
})
