import { expect, test } from 'vitest'
import { cached } from './cached.ts'

/** Questions that are answered by hand. */
function aSource() {
  const asked: PromiseWithResolvers<number>[] = []
  const clock = { ms: 0, nowMs: () => clock.ms }
  const ask = cached(clock, 100, () => {
    const question = Promise.withResolvers<number>()
    asked.push(question)
    return question.promise
  })
  return { asked, clock, ask }
}

test('callers at the same time share one question, and its answer while it is fresh', async () => {
  const { asked, clock, ask } = aSource()
  const both = [ask(), ask()]
  asked[0]?.resolve(1)
  expect(await Promise.all(both)).toEqual([1, 1])
  clock.ms = 99
  expect(await ask()).toBe(1)
  expect(asked).toHaveLength(1)
})

test('a slow question is not asked again while it is under way, and its answer is fresh from when it came', async () => {
  const { asked, clock, ask } = aSource()
  const first = ask()
  clock.ms = 500
  const second = ask()
  expect(asked).toHaveLength(1)
  asked[0]?.resolve(1)
  expect(await Promise.all([first, second])).toEqual([1, 1])
  clock.ms = 599
  expect(await ask()).toBe(1)
  clock.ms = 600
  void ask()
  expect(asked).toHaveLength(2)
})

test('a failure is told to those who waited and is not kept', async () => {
  const { asked, ask } = aSource()
  const first = ask()
  asked[0]?.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  const second = ask()
  asked[1]?.resolve(2)
  expect(await second).toBe(2)
})
