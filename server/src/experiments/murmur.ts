const BYTE = 0xff

/** The mixing of one block of four bytes. */
const mixed = (block: number): number => {
  const k = Math.imul(block, 0xcc9e2d51)
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593)
}

/**
 * MurmurHash3_x86_32 of a text of characters up to U+00FF, one byte each (Appleby, SMHasher; public domain): the same number
 * from 0 to 2³² - 1 on every machine and for ever. Fast and even, and no secret.
 */
export function murmur3(text: string, seed = 0): number {
  const { length } = text
  const whole = length & ~3
  let hash = seed
  for (let at = 0; at < whole; at += 4) {
    const block =
      (text.charCodeAt(at) & BYTE) |
      ((text.charCodeAt(at + 1) & BYTE) << 8) |
      ((text.charCodeAt(at + 2) & BYTE) << 16) |
      ((text.charCodeAt(at + 3) & BYTE) << 24)
    hash ^= mixed(block)
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  let rest = 0
  for (let at = length - 1; at >= whole; at--) rest = (rest << 8) | (text.charCodeAt(at) & BYTE)
  if (whole < length) hash ^= mixed(rest)
  hash ^= length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const WHOLE = 2 ** 32

/** Where a player stands among so many equal parts; independent for every salt. `parts` up to 2²¹. */
export function partOf(salt: string, userId: number, parts: number): number {
  return Math.floor((murmur3(`${salt}:${userId}`) * parts) / WHOLE)
}
