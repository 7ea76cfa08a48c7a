import { expect, test } from 'vitest'
import { newestOf } from './actors.ts'

const notice = { kind: 'purchase', sku: 'gems', rewards: [] } as never

test('rooms are told once of what changes several times, of the newest version', () => {
  const news = [3, 5, 4].map((version) => ({ userId: 7, version }))
  expect(newestOf([...news, { userId: 8, version: 1 }])).toEqual([
    { userId: 7, version: 5 },
    { userId: 8, version: 1 },
  ])
})

test('every notice is told; a change that one of them tells of, too, is not told twice', () => {
  const [first, second] = [
    { userId: 7, version: 4, notice },
    { userId: 7, version: 5, notice },
  ]
  expect(newestOf([first, { userId: 7, version: 5 }, second])).toEqual([first, second])
  expect(newestOf([first, { userId: 7, version: 6 }])).toEqual([first, { userId: 7, version: 6 }])
})
