import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtQuarters, QUARTER_MS } from './quarter.ts'

const at = (minutes: number) => minutes * 60_000

test.each([
  ['whole quarters', [0, 30], [[0, 30]], []],
  ['an edge before', [7, 30], [[15, 30]], [[7, 15]]],
  ['an edge behind', [0, 40], [[0, 30]], [[30, 40]]],
  [
    'both edges',
    [7, 40],
    [[15, 30]],
    [
      [7, 15],
      [30, 40],
    ],
  ],
  [
    'nothing but edges',
    [7, 20],
    [],
    [
      [7, 15],
      [15, 20],
    ],
  ],
  ['less than a quarter', [2, 9], [], [[2, 9]]],
  ['nothing', [9, 9], [], []],
  ['less than nothing', [30, 9], [], []],
])('a range is cut: %s', (_, [from = 0, to = 0], whole, edges) => {
  const cut = cutAtQuarters({ fromMs: at(from), toMs: at(to) })
  const plain = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => [fromMs / 60_000, toMs / 60_000]
  expect([cut.whole].filter(({ fromMs, toMs }) => fromMs < toMs).map(plain)).toEqual(whole)
  expect(cut.edges.map(plain)).toEqual(edges)
})

test('an open range has no edge at its open end', () => {
  const open = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }
  expect(cutAtQuarters(open)).toEqual({ whole: open, edges: [] })
})

test('every instant of a range lies in exactly one of its parts, and edges lie within a quarter', () => {
  const instant = fc.integer({ min: 0, max: 10 * QUARTER_MS })
  fc.assert(
    fc.property(instant, instant, instant, (fromMs, toMs, ms) => {
      const { whole, edges } = cutAtQuarters({ fromMs, toMs })
      const holding = [whole, ...edges].filter((part) => part.fromMs <= ms && ms < part.toMs)
      expect(holding).toHaveLength(fromMs <= ms && ms < toMs ? 1 : 0)
      for (const edge of edges) {
        expect(Math.floor(edge.fromMs / QUARTER_MS)).toBe(Math.floor((edge.toMs - 1) / QUARTER_MS))
      }
    }),
  )
})
