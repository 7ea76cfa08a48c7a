import { createHash } from 'node:crypto'
import type { RandomSource } from '../platform/ids.ts'

export type LinkPurpose = 'verify-email' | 'reset-password'

const BYTES = 32
const HOUR_MS = 3_600_000
export const LINK_LIFETIME_MS: Readonly<Record<LinkPurpose, number>> = {
  'verify-email': 24 * HOUR_MS,
  'reset-password': HOUR_MS,
}

/** The secret of a link: random, and only its hash is kept. */
export function newLinkToken(random: RandomSource): { token: string; hash: Buffer } {
  const token = random.bytes(BYTES).toString('base64url')
  return { token, hash: linkTokenHash(token) }
}

export function linkTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
