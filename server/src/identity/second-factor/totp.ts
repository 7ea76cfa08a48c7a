import { generateURI, verifySync } from 'otplib'

/** RFC 6238 with what every app knows: SHA-1, six digits, a step of 30 s. */
export const STEP_SECONDS = 30
const SECRET_BYTES = 20
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 (RFC 4648) without padding. */
export function base32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += ALPHABET[(value >>> (bits - 5)) & 31]
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text
}

/** A secret of 160 bits, as apps take it. */
export const newTotpSecret = (bytes: (count: number) => Uint8Array): string => base32(bytes(SECRET_BYTES))

/** What a QR code for an app holds. */
export const totpUri = (secret: string, label: string): string =>
  generateURI({ issuer: 'Casino-Club', label, secret, period: STEP_SECONDS })

/**
 * The step that a code of six digits belongs to: this one, the one before or the next, and later than `lastStep`, so that a
 * code works once. Undefined: the code is no good.
 */
export function stepOfCode(secret: string, code: string, nowMs: number, lastStep: number): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const epoch = Math.floor(nowMs / 1_000)
  // The library refuses a last step that lies beyond its window; a clock that was set back must not let a code in.
  if (lastStep > epoch / STEP_SECONDS + 1) return undefined
  const result = verifySync({
    secret,
    token: code,
    epoch,
    period: STEP_SECONDS,
    epochTolerance: STEP_SECONDS,
    ...(lastStep > 0 && { afterTimeStep: lastStep }),
  })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}
