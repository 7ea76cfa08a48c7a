import { hkdfSync } from 'node:crypto'

const KEY_BYTES = 32

/**
 * A key of 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869). Keys of different purposes or salts tell nothing of each
 * other or of the secret.
 */
export function deriveKey(secret: string, purpose: string, salt: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, `casino-club/${purpose}`, KEY_BYTES))
}
