import { generateSync } from 'otplib'
import { describe, expect, test } from 'vitest'
import { base32, newTotpSecret, STEP_SECONDS, stepOfCode, totpUri } from './totp.ts'

/** The secret and the times of RFC 6238, appendix B; its codes have eight digits, of which six are the last. */
const SECRET = base32(Buffer.from('12345678901234567890'))
const VECTORS: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
]
const stepAt = (seconds: number) => Math.floor(seconds / STEP_SECONDS)

test.each(VECTORS)('at %i the code of RFC 6238 is %s', (seconds, code) => {
  expect(stepOfCode(SECRET, code, seconds * 1_000, 0)).toBe(stepAt(seconds))
})

describe('a code', () => {
  const now = 1_800_000_015
  const codeAt = (seconds: number) => generateSync({ secret: SECRET, epoch: seconds })

  test('is good one step early and one late, and no further', () => {
    for (const steps of [-1, 0, 1]) {
      const at = now + steps * STEP_SECONDS
      expect(stepOfCode(SECRET, codeAt(at), now * 1_000, 0)).toBe(stepAt(at))
    }
    for (const steps of [-3, -2, 2, 3]) {
      expect(stepOfCode(SECRET, codeAt(now + steps * STEP_SECONDS), now * 1_000, 0)).toBeUndefined()
    }
  })

  test('is no good at or before the last step that was used, also after the clock was set back', () => {
    expect(stepOfCode(SECRET, codeAt(now), now * 1_000, stepAt(now))).toBeUndefined()
    expect(stepOfCode(SECRET, codeAt(now - STEP_SECONDS), now * 1_000, stepAt(now))).toBeUndefined()
    expect(stepOfCode(SECRET, codeAt(now + STEP_SECONDS), now * 1_000, stepAt(now))).toBe(stepAt(now) + 1)
    expect(stepOfCode(SECRET, codeAt(now), now * 1_000, stepAt(now) + 100)).toBeUndefined()
  })

  test.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '12 456', '-12345'])('"%s" is none', (code) => {
    expect(stepOfCode(SECRET, code, now * 1_000, 0)).toBeUndefined()
  })
})

test('a secret has 160 bits in base32, and its QR code names the club and the account', () => {
  const secret = newTotpSecret((count) => Buffer.alloc(count, 255))
  expect(secret).toBe('7'.repeat(32))
  expect(totpUri(secret, 'neo')).toMatch(/^otpauth:\/\/totp\/Casino-Club:neo\?secret=7{32}&issuer=Casino-Club/)
})
