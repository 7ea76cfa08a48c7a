import { afterEach, expect, test, vi } from 'vitest'
import { Batches } from './batches.ts'

/** Batches that are worked only when they are told to. */
function held<Item>(
  options: {
    max?: number
    lanes?: number
    apartMs?: number | ((lastTookMs: number) => number)
    keyOf?: (item: Item) => unknown
  } = {},
) {
  const begun: { readonly items: readonly Item[]; readonly end: (error?: Error) => void }[] = []
  const batches = new Batches<Item, string>({
    max: 10,
    lanes: 1,
    ...options,
    work: (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(items.map((item) => `${item} done`)))
        begun.push({ items, end })
      }),
  })
  return { batches, begun }
}
afterEach(() => vi.useRealTimers())
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('what comes together goes together, and each gets its own answer', async () => {
  const { batches, begun } = held<string>()
  const answers = Promise.all([batches.hand('a'), batches.hand('b')])
  await turn()
  expect(begun.map(({ items }) => items)).toEqual([['a', 'b']])
  begun[0]?.end()
  expect(await answers).toEqual(['a done', 'b done'])
})

test('what comes meanwhile shares the next one, as many as fit', async () => {
  const { batches, begun } = held<string>({ max: 2 })
  const answers = [batches.hand('a')]
  await turn()
  answers.push(batches.hand('b'), batches.hand('c'), batches.hand('d'))
  await turn()
  expect(begun).toHaveLength(1)
  expect(batches.length).toBe(3)
  begun[0]?.end()
  await answers[0]
  await turn()
  expect(begun[1]?.items).toEqual(['b', 'c'])
  begun[1]?.end()
  await answers[2]
  await turn()
  expect(begun[2]?.items).toEqual(['d'])
  begun[2]?.end()
  expect(await Promise.all(answers)).toEqual(['a done', 'b done', 'c done', 'd done'])
})

test('two of one key never share a batch, and keep their order', async () => {
  const { batches, begun } = held<string>({ keyOf: (item) => item[0] })
  const answers = Promise.all(['a1', 'a2', 'b1', 'a3', 'b2'].map((item) => batches.hand(item)))
  for (let batch = 0; batch < 3; batch++) {
    await turn()
    begun[batch]?.end()
    await turn()
  }
  await answers
  expect(begun.map(({ items }) => items)).toEqual([['a1', 'b1'], ['a2', 'b2'], ['a3']])
})

test('one that fails fails all of it, and nothing of the next', async () => {
  const { batches, begun } = held<string>({ max: 2 })
  const answers = Promise.allSettled(['a', 'b', 'c'].map((item) => batches.hand(item)))
  await turn()
  begun[0]?.end(new Error('gone'))
  await turn()
  await turn()
  begun[1]?.end()
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})

test('batches that are kept apart gather what comes meanwhile; a full one waits no longer, and who comes alone not at all', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const { batches, begun } = held<string>({ max: 2, apartMs: 200 })
  const begunAt = () => begun.map(({ items }) => items.join(''))
  const first = batches.hand('a')
  await turn()
  expect(begunAt()).toEqual(['a'])
  begun[0]?.end()
  await first
  const second = batches.hand('b')
  await turn()
  expect(begunAt()).toEqual(['a'])
  const full = batches.hand('c')
  await turn()
  expect(begunAt()).toEqual(['a', 'bc'])
  begun[1]?.end()
  await Promise.all([second, full])
  const last = batches.hand('d')
  await turn()
  expect(begunAt()).toEqual(['a', 'bc'])
  vi.advanceTimersByTime(200)
  expect(begunAt()).toEqual(['a', 'bc', 'd'])
  begun[2]?.end()
  expect(await last).toBe('d done')
})

test('how far apart they are kept may go by what the last one took', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const asked: number[] = []
  const { batches, begun } = held<string>({
    apartMs: (lastTookMs) => {
      asked.push(lastTookMs)
      return 2 * lastTookMs
    },
  })
  const first = batches.hand('a')
  await turn()
  vi.advanceTimersByTime(30)
  begun[0]?.end()
  await first
  const second = batches.hand('b')
  await turn()
  vi.advanceTimersByTime(29)
  await turn()
  expect(begun).toHaveLength(1)
  vi.advanceTimersByTime(1)
  await turn()
  expect(begun).toHaveLength(2)
  begun[1]?.end()
  expect(await second).toBe('b done')
  expect(asked[0]).toBe(0)
  expect(asked[1]).toBe(30)
})

test.each([
  { answersATurn: undefined, expected: [16, 32, 40] },
  { answersATurn: 1, expected: Array.from({ length: 40 }, (_, n) => n + 1) },
])(
  'the answers of a great batch are given some a turn, and others get theirs in between: $answersATurn',
  async ({ answersATurn, expected }) => {
    const { batches, begun } = held<number>({ max: 40, ...(answersATurn && { answersATurn }) })
    let given = 0
    const answers = Array.from({ length: 40 }, (_, n) => batches.hand(n).then(() => given++))
    await turn()
    const seen: number[] = []
    begun[0]?.end()
    while (given < 40) {
      await turn()
      seen.push(given)
    }
    await Promise.all(answers)
    expect(seen).toEqual(expect.arrayContaining(expected))
  },
)
