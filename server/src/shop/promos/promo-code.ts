import type { RandomSource } from '../../platform/ids.ts'

/** Letters and digits that nobody takes for one another; 32 of them, so that each byte gives five even bits. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LETTERS = 12

/** A code of 60 random bits behind its prefix: not to be guessed, and never twice. */
export function newPromoCode(random: RandomSource, prefix: string): string {
  return prefix + [...random.bytes(LETTERS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
}
