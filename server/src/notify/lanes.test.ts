import { expect, test } from 'vitest'
import { inLanes, type Lane } from './lanes.ts'

/** Lanes that end when a test says so. */
function someLanes(most: number) {
  const ends: PromiseWithResolvers<number>[] = []
  const lane: Lane = (begin) => {
    const end = Promise.withResolvers<number>()
    ends.push(end)
    begin()
    return end.promise
  }
  const over: string[] = []
  const all = inLanes(most, lane)
  all.then(
    (sum) => over.push(`brought ${sum}`),
    (error: Error) => over.push(error.message),
  )
  return { ends, over, all }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('no more are begun than there may be, and what all have brought counts', async () => {
  const { ends, all } = someLanes(2)
  expect(ends).toHaveLength(2)
  ends[0]?.resolve(250)
  ends[1]?.resolve(7)
  expect(await all).toBe(257)
})

test('one that nobody asked for is not begun', async () => {
  expect(await inLanes(2, async () => 3)).toBe(3)
})

test('one that is slow is waited for when the other has failed', async () => {
  const { ends, over } = someLanes(2)
  ends[0]?.reject(new Error('the first'))
  await turn()
  expect(over).toEqual([])
  ends[1]?.resolve(7)
  await turn()
  expect(over).toEqual(['the first'])
})

test.each([[0], [1]])('where both fail, none is left unheard, whichever is first', async (first) => {
  const { ends, over } = someLanes(2)
  const unheard: unknown[] = []
  const hear = (reason: unknown) => unheard.push(reason)
  process.on('unhandledRejection', hear)
  ends[first]?.reject(new Error('Postgres is away'))
  await turn()
  expect(over).toEqual([])
  ends[1 - first]?.reject(new Error('Postgres is away'))
  await turn()
  process.off('unhandledRejection', hear)
  expect(over).toEqual(['Postgres is away'])
  expect(unheard).toEqual([])
})
