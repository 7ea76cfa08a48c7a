import { createHash } from 'node:crypto'
import { base32 } from './totp.ts'

const COUNT = 10
/** 80 bits: nothing that a fast hash would give away. */
const CODE_BYTES = 10
const GROUP = /.{4}/g

/** Ten codes of four groups, like `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCodes(bytes: (count: number) => Uint8Array): string[] {
  return Array.from({ length: COUNT }, () => (base32(bytes(CODE_BYTES)).match(GROUP) ?? []).join('-'))
}

/** What is kept of a code; however it is typed, it comes to the same. */
export function recoveryCodeHash(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z2-7]/g, ''))
    .digest()
}
