import { createHmac, createSecretKey } from 'node:crypto'
import type { SigningKey } from './keys/key-ring.ts'
import type { TokenKeys } from './tokens.ts'

export const NOON = Date.UTC(2026, 0, 1, 12)
export const SESSION = '7d0a3a1e-0f43-4a57-9a2c-5b7d6c1e8f90'

/** A key of 32 bytes, all of them the same. */
export const aSigningKey = (kid: string, fill: number): SigningKey => ({
  kid,
  key: createSecretKey(Buffer.alloc(32, fill)),
})

/** A ring of keys that knows no database; the first one signs. */
export function aRing(first: SigningKey, ...others: SigningKey[]): TokenKeys {
  const keys = new Map([first, ...others].map((key) => [key.kid, key]))
  return {
    signing: () => first,
    find: async (kid) => keys.get(kid),
    keepUp: async () => undefined,
    generation: 1,
  }
}

export const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS over these texts, whatever they are. */
export function signedText(header: string, payload: string, { key }: SigningKey, hash = 'sha256'): string {
  const body = `${header}.${payload}`
  return `${body}.${createHmac(hash, key).update(body).digest('base64url')}`
}

/** A compact JWS over these values. */
export const signed = (header: unknown, claims: unknown, key: SigningKey): string =>
  signedText(encode(header), encode(claims), key)
