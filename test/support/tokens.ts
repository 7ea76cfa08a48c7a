import { createHmac } from 'node:crypto'
import { JWT_SECRET } from './club.ts'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface TokenParts {
  readonly header?: object
  readonly claims?: object
  readonly secret?: string
}

/** The claims of a token of the club's, as they are. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

/** A copy of a good token with some parts changed, signed anew with the club's secret or another one. */
export function forge(token: string, { header = {}, claims = {}, secret = JWT_SECRET }: TokenParts): string {
  const body = `${encode({ alg: 'HS256', ...header })}.${encode({ ...claimsOf(token), ...claims })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

/** A copy of a good token that claims to need no signature. */
export function unsigned(token: string): string {
  return `${encode({ alg: 'none' })}.${encode(claimsOf(token))}.`
}

const HOUR_SECONDS = 3_600

/** Tokens that look like `good` and must not be accepted, by what is wrong with them. */
export function badTokens(good: string): Record<string, string> {
  const nowSeconds = Math.floor(Date.now() / 1_000)
  return {
    'signed by somebody else': forge(good, { secret: 'another secret that is long enough to sign with' }),
    'changed after signing': `${good.slice(0, -4)}AAAA`,
    'of another signature algorithm': forge(good, { header: { alg: 'HS512' } }),
    'without a signature': unsigned(good),
    'for another audience': forge(good, { claims: { aud: 'somebody-else' } }),
    'of another issuer': forge(good, { claims: { iss: 'somebody-else' } }),
    'that has expired': forge(good, { claims: { iat: nowSeconds - 2 * HOUR_SECONDS, exp: nowSeconds - HOUR_SECONDS } }),
    'without a session': forge(good, { claims: { sid: undefined } }),
    'of a player without a number': forge(good, { claims: { sub: '1 or 1=1' } }),
    'of an unknown kind': forge(good, { claims: { kind: 'god' } }),
    'that is no token': 'not-a-token',
    'of great length': 'x'.repeat(7_000),
  }
}
