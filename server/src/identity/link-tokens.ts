import { createHash } from 'node:crypto'
import { refuse } from '@casino-club/shared'
import type { RandomSource } from '../platform/ids.ts'

export type LinkPurpose = 'verify-email' | 'reset-password'

const BYTES = 32
const HOUR_MS = 3_600_000
export const LINK_LIFETIME_MS: Readonly<Record<LinkPurpose, number>> = {
  'verify-email': 24 * HOUR_MS,
  'reset-password': HOUR_MS,
}

export const LINK_INVALID = refuse(
  'LINK_INVALID',
  'this link is not ours, was used, was replaced by a newer one, or is too old',
)

/** The secret of a link: random, and only its hash is kept. */
export function newLinkToken(random: RandomSource): { token: string; hash: Buffer } {
  const token = random.bytes(BYTES).toString('base64url')
  return { token, hash: linkTokenHash(token) }
}

export function linkTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
