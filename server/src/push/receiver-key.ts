import { ECDH } from 'node:crypto'

/** Whether a browser's public key, in base64url, is an uncompressed point of P-256. */
export function isPointOfP256(p256dh: string): boolean {
  const point = Buffer.from(p256dh, 'base64url')
  if (point.length !== 65 || point[0] !== 4) return false
  try {
    ECDH.convertKey(point, 'prime256v1')
    return true
  } catch {
    return false
  }
}
