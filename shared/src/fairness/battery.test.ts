import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { must } from '../must.ts'
import { STANDARD_SLOT_TABLE } from '../slot/standard-table.ts'
import {
  BATTERY_TESTS,
  type BatteryTest,
  CHUNK_WORDS,
  chiSquareOf,
  countDraws,
  hmacUnder,
  isPlausible,
  measureWords,
} from './battery.ts'
import { fairStream, pickWeighted, type RandomStream } from './stream.ts'

const WORD = 2 ** 32
const SEED = '3c'.repeat(32)

const hmac = hmacUnder(SEED)
const aStream = (clientSeed: string, nonce = 0): RandomStream =>
  fairStream({ serverSeed: SEED, clientSeed, nonce }, hmac)
const wordsOf = (stream: RandomStream) => () => stream.below(WORD)

const implausible = (pValues: Map<string, number>): [string, number][] =>
  [...pValues].filter(([, pValue]) => !isPlausible(pValue))

test('the HMAC that is measured is that of node:crypto', () => {
  const theirs = createHmac('sha256', Buffer.from(SEED, 'hex')).update('lucky:0:1').digest()
  expect(hmac(Buffer.from(SEED, 'hex'), 'lucky:0:1')).toEqual(theirs)
})

describe('the stream', () => {
  test('of one play looks random over more than 100 MB', () => {
    const chunks = Math.ceil(100_000_000 / (4 * CHUNK_WORDS))
    expect(implausible(measureWords(wordsOf(aStream('battery')), chunks))).toEqual([])
  }, 240_000)

  test('looks random from play to play: the first eight words of consecutive nonces', () => {
    let [nonce, taken, stream] = [0, 0, aStream('plays')]
    const next = () => {
      if (taken++ % 8 === 0) stream = aStream('plays', nonce++)
      return stream.below(WORD)
    }
    expect(implausible(measureWords(next, 6))).toEqual([])
  }, 60_000)
})

const DRAWS = 500_000
const even = (cells: number) => Array.from({ length: cells }, () => 1)

describe('a mapping of the stream is even', () => {
  test.each([2, 3, 37, 100])('below %i', (bound) => {
    const stream = aStream(`below-${bound}`)
    const counts = countDraws(DRAWS, bound, () => stream.below(bound))
    expect(isPlausible(chiSquareOf(counts, even(bound)))).toBe(true)
  })

  test('below 1,000,000, by its thousands and by its units', () => {
    const stream = aStream('below-million')
    const units = even(1_000).map(() => 0)
    const thousands = countDraws(DRAWS, 1_000, () => {
      const drawn = stream.below(1_000_000)
      units[drawn % 1_000] = (units[drawn % 1_000] ?? 0) + 1
      return Math.floor(drawn / 1_000)
    })
    expect(isPlausible(chiSquareOf(thousands, even(1_000)))).toBe(true)
    expect(isPlausible(chiSquareOf(units, even(1_000)))).toBe(true)
  })

  test('below three quarters of all words, where a plain remainder would favour the first third', () => {
    const [third, stream, words] = [2 ** 30, aStream('thirds'), wordsOf(aStream('remainders'))]
    const ours = countDraws(DRAWS, 3, () => Math.floor(stream.below(3 * third) / third))
    const remainders = countDraws(DRAWS, 3, () => Math.floor((words() % (3 * third)) / third))
    expect(isPlausible(chiSquareOf(ours, even(3)))).toBe(true)
    expect(chiSquareOf(remainders, even(3))).toBeLessThan(1e-9)
  })

  test.each([0, 1, 2] as const)('to the weights of reel %i of the shipped slot', (reel) => {
    const weights = STANDARD_SLOT_TABLE.symbols.map((symbol) => symbol.weights[reel])
    const stream = aStream(`reel-${reel}`)
    const counts = countDraws(DRAWS, weights.length, () => pickWeighted(weights, stream))
    expect(isPlausible(chiSquareOf(counts, weights))).toBe(true)
    expect(chiSquareOf(counts, even(weights.length))).toBeLessThan(1e-9)
  })
})

/** Words of bytes that come one by one. */
function packed(nextByte: () => number): () => number {
  return () => ((nextByte() << 24) | (nextByte() << 16) | (nextByte() << 8) | nextByte()) >>> 0
}

/** Good words, spoiled a little. */
function spoiled(change: (word: number, index: number) => number): () => number {
  const words = wordsOf(aStream('spoiled'))
  let index = 0
  return () => change(words(), index++) >>> 0
}

/** Bytes, every `length`-th of which follows from those before it. */
function dependent(length: number, follow: (before: readonly number[]) => number): () => number {
  const stream = aStream('dependent')
  let before: number[] = []
  return packed(() => {
    const byte = before.length === length - 1 ? follow(before) : stream.below(256)
    before = before.length === length - 1 ? [] : [...before, byte]
    return byte
  })
}

function counter(): () => number {
  let count = 0
  return () => count++ >>> 0
}

/** Numerical Recipes' quick generator: its low bits repeat. */
function congruential(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
}

function repeating(): () => number {
  const words = wordsOf(aStream('repeating'))
  let [last, isSecond] = [0, true]
  return () => {
    isSecond = !isSecond
    if (!isSecond) last = words()
    return last
  }
}

describe('the battery sees through', () => {
  const bytes = aStream('bytes')
  test.each<[string, BatteryTest, () => number]>([
    ['a counter', 'frequency', counter()],
    ['a counter', 'bytes', counter()],
    ['a linear congruential generator', 'bytePairs', congruential()],
    ['a biased modulo', 'bytes', packed(() => bytes.below(256) % 255)],
    ['a last bit that is set in every tenth word', 'frequency', spoiled((word, i) => (i % 10 === 0 ? word | 1 : word))],
    ['blocks with ones and blocks with zeros', 'blockFrequency', spoiled((w, i) => (i & 128 ? w | 0x11 : w & ~0x11))],
    ['bits that always change', 'runs', () => 0x55555555],
    ['words that all come twice', 'autocorrelation', repeating()],
    ['bytes of which every second follows the first', 'bytePairs', dependent(2, ([a = 0]) => (a + 1) & 0xff)],
    ['bytes of which every third is the sum of two', 'byteTriples', dependent(3, ([a = 0, b = 0]) => a ^ b)],
  ])(
    '%s: %s',
    (_, name, source) => {
      expect(isPlausible(must(measureWords(source, 1).get(name)))).toBe(false)
    },
    30_000,
  )

  test('a byte modulo 37', () => {
    const stream = aStream('modulo')
    const counts = countDraws(DRAWS, 37, () => stream.below(256) % 37)
    expect(chiSquareOf(counts, even(37))).toBeLessThan(1e-9)
  })
})

/** Marsaglia's xorshift128: quick, and good enough for what the battery asks. */
function xorshift(seed: number): () => number {
  let [x, y, z, w] = [seed, 362_436_069, 521_288_629, 88_675_123]
  return () => {
    const t = x ^ (x << 11)
    x = y
    y = z
    z = w
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return w
  }
}

test('a p-value of the battery is what it says: over many sources every fifth comes as often', () => {
  const measured = Array.from({ length: 25 }, (_, run) => measureWords(xorshift(1_000_003 * (run + 1)), 1))
  for (const name of BATTERY_TESTS) {
    const counts = even(5).map(() => 0)
    for (const pValues of measured) {
      const fifth = Math.min(4, Math.floor(5 * must(pValues.get(name))))
      counts[fifth] = (counts[fifth] ?? 0) + 1
    }
    expect([name, isPlausible(chiSquareOf(counts, even(5)))]).toEqual([name, true])
  }
}, 60_000)
