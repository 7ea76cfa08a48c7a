import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRing, aSigningKey, encode, NOON, SESSION, signed, signedText } from './tokens.fixture.ts'
import { AccessTokens, type TokenSubject } from './tokens.ts'

const NOON_SECONDS = NOON / 1_000
const [newest, older, stranger] = [
  aSigningKey('0000000000000001', 1),
  aSigningKey('0000000000000002', 2),
  aSigningKey('0000000000000003', 3),
]
const clock = { now: NOON, nowMs: () => clock.now }
/** One that has seen no token yet, so that nothing is remembered. */
const fresh = () => new AccessTokens(aRing(newest, older), 1_800, clock)

const good = fresh().sign({ kind: 'player', userId: 7 }, SESSION)
const other = fresh().sign({ kind: 'player', userId: 8 }, SESSION)
const HEADER = { alg: 'HS256', kid: newest.kid }
const CLAIMS = {
  ...{ kind: 'player', sid: SESSION, sub: '7', iss: 'casino-club', aud: 'casino-club' },
  ...{ iat: NOON_SECONDS, exp: NOON_SECONDS + 1_800 },
}

async function isRefused(token: string, reason = 'UNAUTHENTICATED'): Promise<void> {
  expect(await fresh().verify(token), token.slice(0, 600)).toMatchObject({ ok: false, reason })
}

const subjects: TokenSubject[] = [
  { kind: 'player', userId: 1 },
  { kind: 'player', userId: Number.MAX_SAFE_INTEGER },
  { kind: 'admin', adminId: 3, siteId: 'x'.repeat(32), role: 'operator' },
  { kind: 'admin', adminId: 3, siteId: 'admin', role: 'owner', enrolOnly: true },
]
test.each(subjects)('what was signed is verified, and again from memory: %j', async (subject) => {
  const tokens = fresh()
  const token = tokens.sign(subject, SESSION)
  for (const _ of [1, 2]) expect(await tokens.verify(token)).toEqual({ ...subject, sessionId: SESSION })
})

test('a key that no longer signs still verifies; one that is not in the ring does not', async () => {
  const token = signed({ ...HEADER, kid: older.kid }, CLAIMS, older)
  expect(await fresh().verify(token)).toEqual({ kind: 'player', userId: 7, sessionId: SESSION })
  await isRefused(signed({ ...HEADER, kid: stranger.kid }, CLAIMS, stranger))
})

test('a token is good to the second before its end, remembered or not, and not from then on', async () => {
  const tokens = fresh()
  clock.now = NOON + 1_800_000 - 1
  expect(await tokens.verify(good)).toMatchObject({ userId: 7 })
  clock.now = NOON + 1_800_000
  for (const each of [tokens, fresh()]) expect(await each.verify(good)).toMatchObject({ reason: 'TOKEN_EXPIRED' })
  clock.now = NOON
})

describe('a token is refused', () => {
  test('with any bit of it flipped', async () => {
    for (let at = 0; at < good.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = String.fromCharCode(good.charCodeAt(at) ^ (1 << bit))
        await isRefused(good.slice(0, at) + flipped + good.slice(at + 1))
      }
    }
  })

  test('with any character away or another one in between: white space, padding, dots', async () => {
    for (let at = 0; at <= good.length; at++) {
      if (at < good.length) await isRefused(good.slice(0, at) + good.slice(at + 1))
      for (const extra of [' ', '\n', '\t', '\0', '=', '==', '.', '%20', '\u200b', '\ufeff', 'A']) {
        await isRefused(good.slice(0, at) + extra + good.slice(at))
      }
    }
  })

  test('with its parts in another order, or some of another token', async () => {
    const parts = [good.split('.'), other.split('.')]
    const all = fc.tuple(...[0, 1, 2].map(() => fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1, 2))))
    await fc.assert(
      fc.asyncProperty(all, async (choice) => {
        const token = choice.map(([from, part]) => parts[from]?.[part]).join('.')
        if (token !== good && token !== other) await isRefused(token)
      }),
      { numRuns: 500 },
    )
    for (const count of [0, 1, 2]) await isRefused(good.split('.').slice(0, count).join('.'))
    await isRefused(`${good}.${good}`)
  })

  const algorithms = [
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    'HS1',
    'HS384',
    'HS512',
    'hs256',
    'RS256',
    'ES256',
    'EdDSA',
    null,
    1,
    ['HS256'],
  ]
  test.each(algorithms)('with another algorithm, rightly signed or not at all: %j', async (alg) => {
    const header = encode({ ...HEADER, alg })
    const payload = encode(CLAIMS)
    for (const hash of ['sha256', 'sha384', 'sha512']) await isRefused(signedText(header, payload, newest, hash))
    await isRefused(`${header}.${payload}.`)
    await isRefused(`${header}.${payload}`)
  })

  const jwk = { kty: 'oct', k: Buffer.alloc(32, 3).toString('base64url') }
  const keys: [string, object][] = [
    ['a key it brings along', { jwk }],
    ['an address of keys', { jku: 'https://example.com/keys' }],
    ['a certificate', { x5c: ['MIIB'] }],
    ['a key that never was', { kid: stranger.kid }],
    ['the name of a path', { kid: '../../dev/null' }],
    ['the name of a property', { kid: '__proto__' }],
    ['a list of keys', { kid: [newest.kid] }],
    ['no key', { kid: undefined }],
    ['a number for a key', { kid: 1 }],
  ]
  test.each(keys)('that names %s and is signed by a stranger', (_, header) =>
    isRefused(signed({ ...HEADER, ...header }, CLAIMS, stranger)),
  )

  test('that is signed by one key and names another', async () => {
    await isRefused(signed({ ...HEADER, kid: older.kid }, CLAIMS, newest))
    await isRefused(signed(HEADER, CLAIMS, older))
  })

  test('that asks for something to be understood', async () => {
    for (const crit of [['exp'], ['b64'], [], 'b64', null]) {
      await isRefused(signed({ ...HEADER, crit, b64: true, exp: 1 }, CLAIMS, newest))
    }
  })

  test('of great length, at once, rightly signed or not', async () => {
    await isRefused(signed(HEADER, { ...CLAIMS, more: 'x'.repeat(2_048) }, newest))
    const startMs = performance.now()
    for (const huge of ['A'.repeat(10_000_000), `${good}${'A'.repeat(10_000_000)}`, '.'.repeat(10_000_000)]) {
      await isRefused(huge)
    }
    expect(performance.now() - startMs).toBeLessThan(1_000)
  })

  test('whatever text it is', async () => {
    const part = fc.oneof(
      fc.base64String(),
      fc.string({ unit: 'binary' }),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(text, (token) => isRefused(token)),
      { numRuns: 500 },
    )
  }, 30_000)

  test('that was signed over something that is no claims', async () => {
    const texts = ['null', '[]', '1', '"x"', '{', '', '\ufeff', `${JSON.stringify(CLAIMS)}x`]
    for (const text of texts)
      await isRefused(signedText(encode(HEADER), Buffer.from(text).toString('base64url'), newest))
    const broken = Buffer.concat([
      Buffer.from(JSON.stringify(CLAIMS).slice(0, -1)),
      Buffer.from(',"x":"\xff"}', 'latin1'),
    ])
    await isRefused(signedText(encode(HEADER), broken.toString('base64url'), newest))
  })
})

const wrong: Record<string, [unknown[], string?]> = {
  iss: [[undefined, null, 'casino', ['casino-club'], 'casino-club ']],
  aud: [[undefined, null, 'casino', [], ['casino'], 'casino-club,casino-club', { 0: 'casino-club' }]],
  sub: [[undefined, null, '', '0', '-1', '1.5', '01', 7, '1 or 1=1', '1'.repeat(17)]],
  sid: [[undefined, null, '', 'x', `${SESSION} `]],
  kind: [[undefined, null, 'god', 'admin']],
  iat: [[undefined, null, '1', NOON_SECONDS + 31]],
  nbf: [[null, '1', NOON_SECONDS + 1]],
}
test.each(Object.entries(wrong))('a claim that is wrong is refused: %s', async (name, [values]) => {
  for (const value of values) await isRefused(signed(HEADER, { ...CLAIMS, [name]: value }, newest))
})

test('an end that is no number is refused; one that has passed is told', async () => {
  for (const exp of [undefined, null, `${NOON_SECONDS + 60}`])
    await isRefused(signed(HEADER, { ...CLAIMS, exp }, newest))
  for (const exp of [NOON_SECONDS, NOON_SECONDS - 1, 0, -1]) {
    await isRefused(signed(HEADER, { ...CLAIMS, exp }, newest), 'TOKEN_EXPIRED')
  }
  await isRefused(signed(HEADER, { ...CLAIMS, exp: 0 }, stranger))
})

test('a claim of a time before, and one among several audiences, are good', async () => {
  const claims = { ...CLAIMS, nbf: NOON_SECONDS, iat: NOON_SECONDS + 30, aud: ['somebody', 'casino-club'], more: 1 }
  expect(await fresh().verify(signed({ ...HEADER, typ: 'JWT' }, claims, newest))).toMatchObject({ userId: 7 })
})

test('a signature by the text of the key, or by nothing, is none', async () => {
  const body = `${encode(HEADER)}.${encode(CLAIMS)}`
  for (const key of ['', newest.kid, '\x01', Buffer.alloc(31, 1), Buffer.alloc(32, 0)]) {
    await isRefused(`${body}.${createHmac('sha256', key).update(body).digest('base64url')}`)
  }
})
