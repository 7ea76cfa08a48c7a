import { createCipheriv, createHash } from 'node:crypto'

const CHUNK_BYTES = 1 << 16
const WORDS = 2 ** 32

/** Whole numbers that follow from a seed: the key stream of AES-256 in counter mode, unbiased by rejection. */
export class SeededDraws {
  private readonly cipher
  private readonly zeros = Buffer.alloc(CHUNK_BYTES)
  private chunk: Buffer = Buffer.alloc(0)
  private at = 0

  constructor(seed: string) {
    const key = createHash('sha256').update(`simulation ${seed}`).digest()
    this.cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  }

  private word(): number {
    if (this.at >= this.chunk.length) {
      this.chunk = this.cipher.update(this.zeros)
      this.at = 0
    }
    const value = this.chunk.readUInt32LE(this.at)
    this.at += 4
    return value
  }

  /** At least 0 and less than `end`, which is at most 2^32. */
  below(end: number): number {
    const most = WORDS - (WORDS % end)
    for (;;) {
      const value = this.word()
      if (value < most) return value % end
    }
  }
}

/** The number that a sample of players is put in order by: 53 bits of a seed. */
export function orderOf(seed: string): number {
  const digest = createHash('sha256').update(`population ${seed}`).digest()
  return Number(digest.readBigUInt64BE() >> 11n)
}
