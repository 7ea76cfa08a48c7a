import { expect, test } from 'vitest'
import { Gate } from './gate.ts'

/** Work that ends when it is told to. */
function aJob() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end: () => end(), work: () => ended }
}

test('so many run at once, so many wait in order, the others are turned away', async () => {
  const gate = new Gate(2, 1)
  const jobs = [aJob(), aJob(), aJob()]
  const begun: number[] = []
  const runs = jobs.map(({ work }, index) =>
    gate.admit(async () => {
      begun.push(index)
      await work()
      return index
    }),
  )
  expect(await gate.admit(async () => 3)).toBeUndefined()
  expect(begun).toEqual([0, 1])
  jobs[0]?.end()
  expect(await runs[0]).toEqual({ done: 0 })
  expect(begun).toEqual([0, 1, 2])
  for (const { end } of jobs) end()
  expect(await Promise.all(runs)).toEqual([{ done: 0 }, { done: 1 }, { done: 2 }])
  expect(await gate.admit(async () => 4)).toEqual({ done: 4 })
})

test('work that fails gives its place away all the same', async () => {
  const gate = new Gate(1, 5)
  const failed = gate.admit(() => Promise.reject(new Error('no')))
  const next = gate.admit(async () => 'yes')
  await expect(failed).rejects.toThrow('no')
  expect(await next).toEqual({ done: 'yes' })
})

test('who may wait for ever comes in his turn', async () => {
  const gate = new Gate(1)
  const begun: number[] = []
  await Promise.all([0, 1, 2].map((index) => gate.run(async () => begun.push(index))))
  expect(begun).toEqual([0, 1, 2])
})
