import { expect, test } from 'vitest'
import { reelStrip } from './reel-strip.ts'

const SYMBOLS = ['a', 'b', 'c', 'd']

test('a reel at rest shows its stop alone', () => {
  expect(reelStrip(SYMBOLS, 'rest', 'c', 1)).toEqual(['c'])
})

test('a running reel ends where it begins, so that it can go round', () => {
  const strip = reelStrip(SYMBOLS, 'running', 'c', 1)
  expect(strip.at(-1)).toBe(strip[0])
})

test('a stopping reel ends at its stop and passes every symbol equally often', () => {
  const [stop, ...passing] = reelStrip(SYMBOLS, 'stopping', 'c', 2)
  expect(stop).toBe('c')
  for (const symbol of SYMBOLS) expect(passing.filter((id) => id === symbol)).toHaveLength(2)
})
