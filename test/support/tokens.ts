import { createHmac } from 'node:crypto'
import { deriveKey } from '../../server/src/identity/index.ts'
import { JWT_SECRET } from './club.ts'
import type { Sql } from './sql.ts'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface TokenParts {
  readonly header?: object
  readonly claims?: object
  /** What it is signed with. */
  readonly key: Buffer | string
}

const partOf = (token: string, index: 0 | 1): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString())

/** The claims of a token of the club's, as they are. */
export const claimsOf = (token: string) => partOf(token, 1)

/** The name of the key that a token says it was signed with. */
export const kidOf = (token: string) => `${partOf(token, 0).kid}`

/** The key that a good token was signed with, as only the club and this database know it. */
export async function keyOf(sql: Sql, token: string): Promise<Buffer> {
  const [row] = await sql<{ salt: Buffer }>('select salt from signing_keys where kid = $1', [kidOf(token)])
  if (row === undefined) throw new Error('the token was signed with no key of this database')
  return deriveKey(JWT_SECRET, `access-token/${kidOf(token)}`, row.salt)
}

/** A copy of a good token with some parts changed, signed anew. */
export function forge(token: string, { header = {}, claims = {}, key }: TokenParts): string {
  const body = `${encode({ ...partOf(token, 0), ...header })}.${encode({ ...claimsOf(token), ...claims })}`
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`
}

/** A copy of a good token that claims to need no signature. */
export function unsigned(token: string): string {
  return `${encode({ ...partOf(token, 0), alg: 'none' })}.${encode(claimsOf(token))}.`
}

const HOUR_SECONDS = 3_600

/** Tokens that look like `good` and must not be accepted, by what is wrong with them; `key` is what `good` is signed with. */
export function badTokens(good: string, key: Buffer): Record<string, string> {
  const nowSeconds = Math.floor(Date.now() / 1_000)
  const jwk = { kty: 'oct', k: Buffer.from('a key of one’s own').toString('base64url') }
  const sign = (parts: Omit<TokenParts, 'key'>) => forge(good, { ...parts, key })
  return {
    'signed by somebody else': forge(good, { key: 'another secret that is long enough to sign with' }),
    'signed with the secret itself': forge(good, { key: JWT_SECRET }),
    'signed with a key it brings along': forge(good, { header: { jwk }, key: 'a key of one’s own' }),
    'signed with nothing': forge(good, { key: '' }),
    'of a key that never was': sign({ header: { kid: '0123456789abcdef' } }),
    'of a key with the name of a path': sign({ header: { kid: '../../dev/null' } }),
    'of a key that is no name': sign({ header: { kid: ['a'] } }),
    'of no key': sign({ header: { kid: undefined } }),
    'changed after signing': `${good.slice(0, -4)}AAAA`,
    'of another signature algorithm': sign({ header: { alg: 'HS512' } }),
    'of a public key algorithm': sign({ header: { alg: 'RS256' } }),
    'with a rule nobody knows': sign({ header: { crit: ['exp'] } }),
    'without a signature': unsigned(good),
    'for another audience': sign({ claims: { aud: 'somebody-else' } }),
    'of another issuer': sign({ claims: { iss: 'somebody-else' } }),
    'that has expired': sign({ claims: { iat: nowSeconds - 2 * HOUR_SECONDS, exp: nowSeconds - HOUR_SECONDS } }),
    'from the future': sign({ claims: { iat: nowSeconds + HOUR_SECONDS, exp: nowSeconds + 2 * HOUR_SECONDS } }),
    'that never expires': sign({ claims: { exp: undefined } }),
    'without a beginning': sign({ claims: { iat: undefined } }),
    'without a session': sign({ claims: { sid: undefined } }),
    'of a player without a number': sign({ claims: { sub: '1 or 1=1' } }),
    'of an unknown kind': sign({ claims: { kind: 'god' } }),
    'that is no token': 'not-a-token',
    'of great length': 'x'.repeat(7_000),
  }
}
