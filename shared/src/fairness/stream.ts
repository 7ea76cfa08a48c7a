import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** HMAC-SHA-256 of `message` under `key`: 32 bytes. The server passes node:crypto's, the browser uses the default. */
export type HmacSha256 = (key: Uint8Array, message: string) => Uint8Array

/** What one play is drawn from. The seeds are public after rotation; the nonce counts the plays under one seed pair. */
export interface FairnessInput {
  /** 32 bytes as 64 lower-case hex digits. */
  readonly serverSeed: string
  /** 1 to 64 printable ASCII characters, chosen by the player. */
  readonly clientSeed: string
  /** From 0, one more for every play. */
  readonly nonce: number
}

/** Draws whole numbers; nothing else of the stream may be seen by a game. */
export interface RandomStream {
  /** A whole number from 0 to `bound - 1`, every one equally likely. `bound` is from 1 to 2^32. */
  below(bound: number): number
}

export const hmacSha256: HmacSha256 = (key, message) => hmac(sha256, key, utf8ToBytes(message))

const WORD = 2 ** 32
const BLOCK_BYTES = 32

/**
 * The stream of a play: block i is HMAC-SHA-256(server seed, "clientSeed:nonce:i"), read as big-endian 32-bit words.
 * A word at or above the largest multiple of the bound is thrown away, so that no number is favoured (rejection sampling).
 */
export function fairStream(input: FairnessInput, hash: HmacSha256 = hmacSha256): RandomStream {
  const key = hexToBytes(input.serverSeed)
  let cursor = 0
  let block: Uint8Array = new Uint8Array()
  let offset = 0
  const word = (): number => {
    if (offset + 4 > block.length) {
      block = hash(key, `${input.clientSeed}:${input.nonce}:${cursor++}`)
      offset = 0
      if (block.length !== BLOCK_BYTES) throw new TypeError('the hash must give 32 bytes')
    }
    const at = offset
    offset += 4
    return new DataView(block.buffer, block.byteOffset).getUint32(at)
  }
  return {
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > WORD) throw new RangeError(`bound ${bound}`)
      const limit = WORD - (WORD % bound)
      let drawn = word()
      while (drawn >= limit) drawn = word()
      return drawn % bound
    },
  }
}

/** The commitment to a server seed: SHA-256 over its 32 bytes, as hex. */
export function serverSeedHash(serverSeed: string): string {
  return bytesToHex(sha256(hexToBytes(serverSeed)))
}

/** SHA-256 over UTF-8 text, as hex. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** Picks an index by whole-number weights, each index as likely as its weight's share of the sum. */
export function pickWeighted(weights: readonly number[], stream: RandomStream): number {
  let rest = stream.below(weights.reduce((sum, weight) => sum + weight, 0))
  for (const [index, weight] of weights.entries()) {
    if (rest < weight) return index
    rest -= weight
  }
  throw new RangeError('weights must be whole numbers with a positive sum')
}
