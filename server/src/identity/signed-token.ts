import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** Tokens of ours are a quarter of this; what is longer is not even looked into. */
const MAX_TOKEN_CHARS = 2_048
/** Header, payload and a signature of 32 bytes in the alphabet of base64url (RFC 7515): no padding, no white space. */
const FORM = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/
/** No number of bytes is written in so many characters, counted by four. */
const IMPOSSIBLE_REST = 1

const utf8 = new TextDecoder('utf-8', { fatal: true })

export interface NamedKey {
  readonly kid: string
  readonly key: KeyObject
}

/** A token that has the form of ours; nothing of it is proven yet. */
export interface UnprovenToken {
  readonly kid: string
  readonly signed: string
  readonly payload: string
  readonly signature: string
}

/** Who must have made a token and for whom, and what time it is. */
export interface ClaimRules {
  readonly issuer: string
  readonly audience: string
  readonly nowMs: number
}

export type CheckedClaims = { readonly claims: Record<string, unknown> } | 'expired' | 'refused'

/** The compact JWS (RFC 7515) of these claims by HS256, under the name of its key. */
export function signToken({ kid, key }: NamedKey, claims: object): string {
  const signed = `${encode({ alg: 'HS256', kid })}.${encode(claims)}`
  return `${signed}.${signatureOf(signed, key)}`
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const signatureOf = (signed: string, key: KeyObject): string =>
  createHmac('sha256', key).update(signed).digest('base64url')

/**
 * Takes a compact JWS of HS256 apart; undefined for anything else, however near it comes. What a header says beyond
 * `alg` and `kid` is not asked, so a key that a token brings along counts nothing; `crit` names what must be understood,
 * and nothing is.
 */
export function readToken(token: string): UnprovenToken | undefined {
  if (token.length > MAX_TOKEN_CHARS) return undefined
  const [, header = '', payload = '', signature = ''] = FORM.exec(token) ?? []
  const { alg, kid, crit } = objectOf(header) ?? {}
  if (alg !== 'HS256' || typeof kid !== 'string' || crit !== undefined) return undefined
  return { kid, signed: `${header}.${payload}`, payload, signature }
}

/**
 * Whether this key signed the token, compared in constant time. The texts are compared, not the bytes: those could be
 * written in several ways, and a token has one.
 */
export function isSignedBy(key: KeyObject, { signed, signature }: UnprovenToken): boolean {
  return timingSafeEqual(Buffer.from(signatureOf(signed, key)), Buffer.from(signature))
}

/** The claims of a payload that its key has proven (RFC 7519); `expired` when the end is all that is wrong with them. */
export function checkClaims(payload: string, { issuer, audience, nowMs }: ClaimRules): CheckedClaims {
  const claims = objectOf(payload)
  if (claims === undefined) return 'refused'
  const { iss, aud, sub, iat, nbf, exp } = claims
  const isForUs = aud === audience || (Array.isArray(aud) && aud.includes(audience))
  if (iss !== issuer || !isForUs || sub === undefined) return 'refused'
  const nowSeconds = Math.floor(nowMs / 1_000)
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'refused'
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= nowSeconds)) return 'refused'
  return exp > nowSeconds ? { claims } : 'expired'
}

/** The JSON object that a part holds as strict UTF-8. */
function objectOf(part: string): Record<string, unknown> | undefined {
  if (part.length % 4 === IMPOSSIBLE_REST) return undefined
  try {
    const value: unknown = JSON.parse(utf8.decode(Buffer.from(part, 'base64url')))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
