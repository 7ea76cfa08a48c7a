import type { RandomSource } from '../platform/ids.ts'

/** Letters that are not mistaken for one another or for digits, and that make no words. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const LENGTH = 12
/** The largest multiple of the alphabet in a byte: what lies above would make some letters likelier. */
const FAIR_BYTES = 256 - (256 % LETTERS.length)

/** A code of random letters: 20 to the power of 12, too many to guess. */
export function newInviteCode(random: RandomSource): string {
  let code = ''
  while (code.length < LENGTH) {
    for (const byte of random.bytes(LENGTH)) {
      if (byte < FAIR_BYTES && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
    }
  }
  return code
}
