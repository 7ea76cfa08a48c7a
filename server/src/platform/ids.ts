import { hash, randomBytes, randomUUID } from 'node:crypto'

/** Where ids and secrets come from; tests pass their own. */
export interface RandomSource {
  uuid(): string
  bytes(count: number): Buffer
}

export const systemRandom: RandomSource = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) }

/**
 * An id that the same words always give: what the server does by itself is done once however often it is tried. A UUID
 * of version 8, made our own way (RFC 9562, 5.8).
 */
export function idFromWords(words: string): string {
  const digits = hash('sha256', words, 'hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
