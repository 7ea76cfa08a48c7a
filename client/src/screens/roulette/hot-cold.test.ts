import { expect, test } from 'vitest'
import { hotAndCold } from './hot-cold.ts'

test('numbers are ranked by how often they came', () => {
  const { hot, cold } = hotAndCold([7, 7, 7, 0, 0, 36])
  expect(hot.slice(0, 3)).toEqual([
    { number: 7, count: 3 },
    { number: 0, count: 2 },
    { number: 36, count: 1 },
  ])
  expect(cold).toHaveLength(5)
  expect(cold.every(({ count }) => count === 0)).toBe(true)
})
