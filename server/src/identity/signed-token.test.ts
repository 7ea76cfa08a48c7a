import fc from 'fast-check'
import { errors, jwtVerify, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import type { SigningKey } from './keys/key-ring.ts'
import { checkClaims, isSignedBy, readToken } from './signed-token.ts'
import { aRing, aSigningKey, encode, NOON, SESSION, signed, signedText } from './tokens.fixture.ts'

const NOON_SECONDS = NOON / 1_000
/** Thousands of tokens, on a machine that has other work too. */
const PATIENCE_MS = 300_000
const US = 'casino-club'
const [one, two, stranger] = [aSigningKey('a1', 1), aSigningKey('a2', 2), aSigningKey('a3', 3)]
const ring = aRing(one, two)

type Verdict = 'expired' | 'refused' | { readonly claims: unknown }

/** What our own verification says of a token. */
async function ours(token: string): Promise<Verdict> {
  const unproven = readToken(token)
  const key = unproven && (await ring.find(unproven.kid))
  if (unproven === undefined || key === undefined || !isSignedBy(key.key, unproven)) return 'refused'
  return checkClaims(unproven.payload, { issuer: US, audience: US, nowMs: NOON })
}

/** What jose says of it, asked as the club asked it before. */
async function joses(token: string): Promise<Verdict> {
  const keyOf = async ({ kid }: { kid?: unknown }) => {
    const key = typeof kid === 'string' ? await ring.find(kid) : undefined
    if (key === undefined) throw new errors.JWSInvalid('no such key')
    return key.key
  }
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: ['HS256'],
      issuer: US,
      audience: US,
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: new Date(NOON),
    })
    return { claims: payload }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired'
    if (error instanceof errors.JOSEError) return 'refused'
    throw error
  }
}

const seldom = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd })
const anything = fc.oneof(fc.jsonValue(), fc.constant(undefined))
const instant = fc.oneof(
  fc.integer({ min: NOON_SECONDS - 3, max: NOON_SECONDS + 3 }),
  fc.double({ min: NOON_SECONDS - 3, max: NOON_SECONDS + 3, noNaN: true }),
)

const header = fc.record(
  {
    alg: seldom(fc.constant('HS256'), fc.oneof(fc.constantFrom('none', 'HS512', 'RS256', 'hs256'), anything)),
    kid: seldom(fc.constantFrom('a1', 'a2'), fc.oneof(fc.constantFrom('a3', '', 'A1', '__proto__'), anything)),
    typ: anything,
    b64: fc.constantFrom(undefined, true, false),
    jwk: anything,
    more: anything,
  },
  { requiredKeys: ['alg', 'kid'] },
)
const claims = fc.record(
  {
    iss: seldom(fc.constant(US), anything),
    aud: seldom(fc.constantFrom<unknown>(US, [US], ['x', US]), fc.oneof(fc.constant(['x']), anything)),
    sub: seldom(fc.constant('7'), anything),
    iat: seldom(instant, anything),
    exp: seldom(fc.oneof(instant, fc.constant(NOON_SECONDS + 1_800)), anything),
    nbf: seldom(fc.constant(NOON_SECONDS - 60), fc.oneof(instant, anything)),
    kind: anything,
    sid: fc.constant(SESSION),
    more: anything,
  },
  { requiredKeys: ['iss', 'aud', 'sub', 'iat', 'exp'] },
)
const keys = fc.constantFrom(one, one, one, one, two, stranger)

async function agree(token: string): Promise<Verdict> {
  // Of longer ones the verdicts differ, by intent; they are looked at below.
  fc.pre(token.length <= 2_048)
  const [our, their] = [await ours(token), await joses(token)]
  expect(our, token).toEqual(their)
  return our
}

test(
  'of tokens of all kinds, signed by whom they name or not, ours and jose’s verdict is the same',
  async () => {
    const verdicts = { expired: 0, refused: 0, verified: 0 }
    const cases = fc.tuple(header, claims, keys)
    await fc.assert(
      fc.asyncProperty(cases, async ([head, body, key]) => {
        // Mostly the key that is named, so that most tokens get as far as their claims.
        const named = key === one && head.kid === 'a2' ? two : key
        const verdict = await agree(signed(head, body, named))
        verdicts[typeof verdict === 'string' ? verdict : 'verified']++
      }),
      { numRuns: 2_000 },
    )
    for (const count of Object.values(verdicts)) expect(count).toBeGreaterThan(100)
  },
  PATIENCE_MS,
)

test(
  'what jose signs we verify',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(one, two),
        fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
        async ({ kid, key }, more) => {
          const token = await new SignJWT({ ...more, nbf: NOON_SECONDS })
            .setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT' })
            .setIssuer(US)
            .setAudience(US)
            .setSubject('7')
            .setIssuedAt(NOON_SECONDS)
            .setExpirationTime(NOON_SECONDS + 60)
            .sign(key)
          expect(await agree(token)).toHaveProperty('claims')
        },
      ),
      { numRuns: 200 },
    )
  },
  PATIENCE_MS,
)

test(
  'payloads that are no claims, and bytes that are no text, get the same verdict',
  async () => {
    const good = { iss: US, aud: US, sub: '7', iat: NOON_SECONDS, exp: NOON_SECONDS + 60 }
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .constantFrom(
          `\ufeff${JSON.stringify(good)}`,
          ` ${JSON.stringify(good)}\n`,
          `{"iss":"x",${JSON.stringify(good).slice(1)}`,
        )
        .map((text) => Buffer.from(text)),
      fc.constant(`{"__proto__":${JSON.stringify(good)}}`).map((text) => Buffer.from(text)),
    )
    const part = bytes.map((buffer) => buffer.toString('base64url'))
    const head = fc.oneof(part, fc.constant(encode({ alg: 'HS256', kid: 'a1' })))
    await fc.assert(
      fc.asyncProperty(head, part, async (first, second) => void (await agree(signedText(first, second, one)))),
      { numRuns: 1_000 },
    )
  },
  PATIENCE_MS,
)

test(
  'whatever is done to a token, nothing is verified that jose refuses',
  async () => {
    const token = signed(
      { alg: 'HS256', kid: 'a1' },
      { iss: US, aud: US, sub: '7', iat: NOON_SECONDS, exp: NOON_SECONDS + 60 },
      one,
    )
    const edit = fc.tuple(
      fc.nat(token.length),
      fc.nat(3),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.base64String({ maxLength: 8 })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const changed = edits.reduce((text, [at, away, put]) => text.slice(0, at) + put + text.slice(at + away), token)
        const our = await ours(changed)
        if (typeof our !== 'string') expect(await joses(changed)).toEqual(our)
        if (changed !== token) expect(our).toBe('refused')
      }),
      { numRuns: 1_000 },
    )
  },
  PATIENCE_MS,
)

/** Where we are the stricter ones: a token has one spelling, asks for nothing to be understood, and is short. */
const stricter = (key: SigningKey): Record<string, string> => {
  const body = { iss: US, aud: US, sub: '7', iat: NOON_SECONDS, exp: NOON_SECONDS + 60 }
  const head = { alg: 'HS256', kid: key.kid }
  const token = signed(head, body, key)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(token.slice(-1))
  return {
    'padding after the signature': `${token}=`,
    'white space in the signature': `${token.slice(0, -5)} ${token.slice(-5)}`,
    'spare bits of the last character': token.slice(0, -1) + alphabet[last ^ 1],
    'a rule that changes nothing': signed({ ...head, b64: true, crit: ['b64'] }, body, key),
    'more than 2,048 characters': signed(head, { ...body, more: 'x'.repeat(2_048) }, key),
  }
}
test.each(Object.entries(stricter(one)))('jose takes %s, and we do not', async (_, token) => {
  expect(await ours(token)).toBe('refused')
  expect(await joses(token)).toHaveProperty('claims')
})
