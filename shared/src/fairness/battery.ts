import { hash } from 'node:crypto'
import { chiSquareTail } from '../games/drift.ts'
import { must } from '../must.ts'
import type { HmacSha256 } from './stream.ts'

/** Statistics that ask 32-bit words whether they look random. For tests: nothing that runs imports this. */

/** Takes words as they come; at the end, the chance that random words look this odd or odder. */
interface Gauge {
  /** The same words as numbers and as bytes, most significant first. */
  take(words: Uint32Array, bytes: Uint8Array): void
  pValue(): number
}

/** Words taken at a time: whole triples of bytes (12 bytes hold four) and whole blocks of `BLOCK_WORDS`. */
export const CHUNK_WORDS = 3 * 2 ** 16
const BLOCK_WORDS = 128

/** Chance that a standard normal variable is as far from 0 as this, on either side. */
const farFromZero = (z: number): number => chiSquareTail(z * z, 1)

/** The chi-square tail; for many degrees by Wilson and Hilferty's cube root, which is then exact to five digits. */
function chiSquareP(x: number, degrees: number): number {
  if (degrees <= 1_000) return chiSquareTail(x, degrees)
  const spread = 2 / (9 * degrees)
  const z = (Math.cbrt(x / degrees) - (1 - spread)) / Math.sqrt(spread)
  return z > 0 ? farFromZero(z) / 2 : 1 - farFromZero(z) / 2
}

/** Pearson's chi-square of counts against weights. */
export function chiSquareOf(counts: readonly number[], weights: readonly number[]): number {
  const draws = counts.reduce((sum, count) => sum + count, 0)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const statistic = weights.reduce((sum, weight, index) => {
    const expected = (draws * weight) / all
    return sum + ((counts[index] ?? 0) - expected) ** 2 / expected
  }, 0)
  return chiSquareP(statistic, weights.length - 1)
}

/** How many bits of a word are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** As many ones as zeros (NIST SP 800-22, 2.1). */
function frequency(): Gauge {
  let [set, bits] = [0, 0]
  return {
    take(words) {
      for (const word of words) set += ones(word)
      bits += 32 * words.length
    },
    pValue: () => farFromZero((2 * set - bits) / Math.sqrt(bits)),
  }
}

/** As many ones as zeros in every block of 4,096 bits (2.2). */
function blockFrequency(): Gauge {
  const bits = 32 * BLOCK_WORDS
  let [statistic, blocks] = [0, 0]
  return {
    take(words) {
      for (let start = 0; start < words.length; start += BLOCK_WORDS) {
        let set = 0
        for (let index = start; index < start + BLOCK_WORDS; index++) set += ones(words[index] ?? 0)
        statistic += (2 * set - bits) ** 2 / bits
        blocks++
      }
    },
    pValue: () => chiSquareP(statistic, blocks),
  }
}

/** Bits change as often as they stay (2.3). */
function runs(): Gauge {
  let [set, bits, changes, last] = [0, 0, 0, 0]
  return {
    take(words) {
      for (const word of words) {
        set += ones(word)
        changes += ones((word ^ (word >>> 1)) & 0x7fffffff)
        if (bits > 0) changes += last ^ (word >>> 31)
        last = word & 1
        bits += 32
      }
    },
    pValue() {
      const share = set / bits
      const even = 2 * share * (1 - share)
      if (even === 0) return 0
      return farFromZero((changes + 1 - bits * even) / (Math.sqrt(bits) * even))
    },
  }
}

/** Every text of `length` bytes as often as any other; the texts do not overlap, so their counts are independent. */
function serial(length: 1 | 2 | 3): Gauge {
  const cells = 256 ** length
  const counts = new Uint32Array(cells)
  let [texts, squares] = [0, 0]
  return {
    take(_, bytes) {
      for (let start = 0; start < bytes.length; start += length) {
        let text = 0
        for (let index = start; index < start + length; index++) text = (text << 8) | (bytes[index] ?? 0)
        const before = counts[text] ?? 0
        counts[text] = before + 1
        squares += 2 * before + 1
      }
      texts += bytes.length / length
    },
    pValue: () => chiSquareP((cells * squares) / texts - texts, cells - 1),
  }
}

/** A word says nothing of the next one. */
function autocorrelation(): Gauge {
  let [sum, pairs, last] = [0, 0, Number.NaN]
  return {
    take(words) {
      for (const word of words) {
        const centred = (word + 0.5) / 2 ** 32 - 0.5
        if (!Number.isNaN(last)) {
          sum += last * centred
          pairs++
        }
        last = centred
      }
    },
    // Either factor has the variance 1/12.
    pValue: () => farFromZero((12 * sum) / Math.sqrt(pairs)),
  }
}

const GAUGES = {
  frequency,
  blockFrequency,
  runs,
  bytes: () => serial(1),
  bytePairs: () => serial(2),
  byteTriples: () => serial(3),
  autocorrelation,
}
export type BatteryTest = keyof typeof GAUGES
export const BATTERY_TESTS = Object.keys(GAUGES) as BatteryTest[]

/** The p-value of every test on so many chunks of words. */
export function measureWords(next: () => number, chunks: number): Map<BatteryTest, number> {
  const gauges = BATTERY_TESTS.map((name) => [name, GAUGES[name]()] as const)
  const words = new Uint32Array(CHUNK_WORDS)
  const bytes = new Uint8Array(4 * CHUNK_WORDS)
  const view = new DataView(bytes.buffer)
  for (let chunk = 0; chunk < chunks; chunk++) {
    for (let index = 0; index < CHUNK_WORDS; index++) {
      const word = next()
      words[index] = word
      view.setUint32(4 * index, word)
    }
    for (const [, gauge] of gauges) gauge.take(words, bytes)
  }
  return new Map(gauges.map(([name, gauge]) => [name, gauge.pValue()]))
}

/** Counts what is drawn, by its number. */
export function countDraws(draws: number, cells: number, draw: () => number): number[] {
  const counts = Array.from({ length: cells }, () => 0)
  for (let index = 0; index < draws; index++) {
    const drawn = draw()
    counts[drawn] = must(counts[drawn], `cell ${drawn}`) + 1
  }
  return counts
}

/** Neither too far from even nor too near to it. */
export const isPlausible = (pValue: number): boolean => pValue >= 0.000_5 && pValue <= 0.999_5

/** HMAC-SHA-256 under one seed (RFC 2104), with its pads laid out once: `createHmac` would take a minute for 100 MB. */
export function hmacUnder(serverSeed: string): HmacSha256 {
  const key = Buffer.from(serverSeed, 'hex')
  const inner = Buffer.alloc(64, 0x36)
  const outer = Buffer.alloc(96, 0x5c)
  for (const [index, byte] of key.entries()) {
    inner[index] = 0x36 ^ byte
    outer[index] = 0x5c ^ byte
  }
  return (_, message) => {
    outer.set(hash('sha256', Buffer.concat([inner, Buffer.from(message)]), 'buffer'), 64)
    return hash('sha256', outer, 'buffer')
  }
}
