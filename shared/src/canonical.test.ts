import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { fairStream } from './fairness/stream.ts'

type Value = Parameters<typeof canonicalJson>[0]
type Writable = string | number | boolean | null | Writable[] | { [key: string]: Writable }

const stream = fairStream({ serverSeed: 'c0'.repeat(32), clientSeed: 'canonical', nonce: 0 })
const KEYS = ['a', 'b', 'B', 'ä', '가', '10', '9', '', 'a b', '"', '__proto_']

/** Some value, at most `depth` levels deep; the same ones in every run. */
function someValue(depth: number): Writable {
  const kind = stream.below(depth > 0 ? 7 : 5)
  if (kind === 0) return stream.below(2 ** 32) * 1_000_003 * (stream.below(2) === 0 ? 1 : -1)
  if (kind === 1) return KEYS[stream.below(KEYS.length)] ?? ''
  if (kind === 2) return stream.below(2) === 0
  if (kind === 3) return null
  if (kind === 4) return stream.below(100)
  const size = stream.below(5)
  if (kind === 5) return Array.from({ length: size }, () => someValue(depth - 1))
  return Object.fromEntries(Array.from({ length: size }, () => [KEYS[stream.below(KEYS.length)], someValue(depth - 1)]))
}

/** The same value with the keys of every object in another order. */
function reordered(value: Writable): Writable {
  if (Array.isArray(value)) return value.map(reordered)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => ({ key, item: reordered(item), place: stream.below(1_000) }))
      .sort((a, b) => a.place - b.place)
      .map(({ key, item }) => [key, item]),
  )
}

describe('canonical JSON', () => {
  test('is the same text for whatever order the keys came in, and still the same value', () => {
    for (let round = 0; round < 1_000; round++) {
      const value = someValue(4)
      const text = canonicalJson(value)
      expect(canonicalJson(reordered(value))).toBe(text)
      expect(JSON.parse(text)).toEqual(value)
    }
  })

  test('sorts keys by code unit, keeps the order of lists and has no white space', () => {
    expect(canonicalJson({ b: [3, 1, 2], a: { d: null, c: 'x y' }, B: true })).toBe(
      '{"B":true,"a":{"c":"x y","d":null},"b":[3,1,2]}',
    )
  })

  test('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  test.each<[string, Value]>([
    ['a fraction', 0.5],
    ['a fraction inside', { bet: [1, { x: 2.25 }] }],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['more than a safe integer', 2 ** 53],
  ])('does not exist for %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  test('exists for the largest safe integers', () => {
    expect(canonicalJson([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe(
      '[9007199254740991,-9007199254740991]',
    )
  })
})
