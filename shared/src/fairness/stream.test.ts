import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  fairStream,
  type HmacSha256,
  hmacSha256,
  pickWeighted,
  type RandomStream,
  serverSeedHash,
  sha256Hex,
} from './stream.ts'

const SEED = '0123456789abcdef'.repeat(4)
const WORD = 2 ** 32

/** The words of a play, worked out with node:crypto from the published description alone. */
function wordsOf(serverSeed: string, clientSeed: string, nonce: number, blocks: number): number[] {
  return Array.from({ length: blocks }, (_, cursor) =>
    createHmac('sha256', Buffer.from(serverSeed, 'hex')).update(`${clientSeed}:${nonce}:${cursor}`).digest(),
  ).flatMap((block) => Array.from({ length: 8 }, (_, index) => block.readUInt32BE(index * 4)))
}

/** A hash that gives these words, whatever is asked of it. */
function hashOf(...words: number[]): HmacSha256 {
  let given = 0
  return () => {
    const block = Buffer.alloc(32)
    for (let index = 0; index < 8; index++) block.writeUInt32BE(words[given++] ?? 0, index * 4)
    return block
  }
}

/** Pearson's statistic against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

function countDraws(draws: number, buckets: number, draw: () => number): number[] {
  const counts = Array.from({ length: buckets }, () => 0)
  for (let index = 0; index < draws; index++) {
    const bucket = draw()
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  return counts
}

describe('the stream of a play', () => {
  test.each([
    { clientSeed: 'lucky', nonce: 0 },
    { clientSeed: '!~'.repeat(32), nonce: Number.MAX_SAFE_INTEGER },
    { clientSeed: 'x', nonce: 17 },
  ])('is the HMAC blocks read as big-endian words: $nonce', ({ clientSeed, nonce }) => {
    const stream = fairStream({ serverSeed: SEED, clientSeed, nonce })
    const drawn = Array.from({ length: 40 }, () => stream.below(WORD))
    expect(drawn).toEqual(wordsOf(SEED, clientSeed, nonce, 5))
  })

  test('is the same with the HMAC of node:crypto', () => {
    const node: HmacSha256 = (key, message) => createHmac('sha256', key).update(message).digest()
    const input = { serverSeed: SEED, clientSeed: 'same', nonce: 3 }
    const [ours, theirs] = [fairStream(input), fairStream(input, node)]
    for (const bound of [1, 2, 6, 37, 100, 1_000_003, WORD]) expect(ours.below(bound)).toBe(theirs.below(bound))
    expect(Buffer.from(hmacSha256(Buffer.from('k'), '한글'))).toEqual(node(Buffer.from('k'), '한글'))
  })

  test('throws away the words that would favour small numbers', () => {
    // 2^32 leaves 1 over when divided by 3, so its last word belongs to nobody.
    expect(fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }, hashOf(WORD - 1, 5)).below(3)).toBe(2)
    expect(fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }, hashOf(WORD - 2, 5)).below(3)).toBe(2)
    expect(fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }, hashOf(WORD - 4, 5)).below(3)).toBe(0)
    const many = Array.from({ length: 20 }, () => WORD - 1)
    expect(fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }, hashOf(...many, 4)).below(3)).toBe(1)
  })

  test('favours no number where taking the remainder would: chi-square below its 99.9 % point', () => {
    const stream = fairStream({ serverSeed: SEED, clientSeed: 'fair', nonce: 0 })
    // Plain remainders would fall into the first third half of the time.
    const third = 2 ** 30
    const thirds = countDraws(30_000, 3, () => Math.floor(stream.below(3 * third) / third))
    expect(chiSquare(thirds)).toBeLessThan(13.82)
    expect(chiSquare(countDraws(70_000, 7, () => stream.below(7)))).toBeLessThan(22.46)
    expect(chiSquare(countDraws(100_000, 100, () => stream.below(100)))).toBeLessThan(149)
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, WORD + 1])('has no numbers below %s', (bound) => {
    expect(() => fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }).below(bound)).toThrow(RangeError)
  })

  test('draws 0 below 1, and still takes a word for it', () => {
    const stream = fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }, hashOf(77, 78))
    expect([stream.below(1), stream.below(WORD)]).toEqual([0, 78])
  })

  test('refuses a hash of another length', () => {
    expect(() =>
      fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 }, () => new Uint8Array(20)).below(2),
    ).toThrow(TypeError)
  })
})

test('hashes are SHA-256: of the bytes of a seed, and of UTF-8 text', () => {
  expect(serverSeedHash(SEED)).toBe(createHash('sha256').update(Buffer.from(SEED, 'hex')).digest('hex'))
  expect(sha256Hex('행운')).toBe(createHash('sha256').update('행운').digest('hex'))
})

describe('picking by weight', () => {
  const at = (drawn: number, bounds: number[] = []): RandomStream => ({
    below(bound) {
      bounds.push(bound)
      return drawn
    },
  })

  test('gives every index as many numbers as its weight, and none to a weight of zero', () => {
    const bounds: number[] = []
    expect([0, 1, 2, 3, 4].map((drawn) => pickWeighted([0, 2, 0, 3, 0], at(drawn, bounds)))).toEqual([1, 1, 3, 3, 3])
    expect(bounds).toEqual([5, 5, 5, 5, 5])
  })

  test('needs weights with a positive sum', () => {
    const stream = fairStream({ serverSeed: SEED, clientSeed: 'x', nonce: 0 })
    expect(() => pickWeighted([0, 0], stream)).toThrow(RangeError)
    expect(() => pickWeighted([1, 1], at(2))).toThrow(RangeError)
  })
})
