import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SCRUBBED } from './personal.ts'
import { scrub } from './scrub.ts'

test.each([
  ['email', 'nobody'],
  ['E-Mail', 'nobody'],
  ['billing_email', 'nobody'],
  ['phoneNumber', '1'],
  ['전화번호', '1'],
  ['Password', 'x'],
  ['accessToken', 'x'],
  ['name', 'x'],
  ['email2', 'x'],
  ['phone_1', 'x'],
  ['email_addr', 'x'],
  ['emails', ['x']],
  ['phones', { home: 1 }],
  ['names', 'x'],
  ['shippingAddresses', 'x'],
  ['ｅｍａｉｌ', 'x'],
  ['e%6dail', 'x'],
  ['e\u2063mail\u2069', 'x'],
  ['phoneNo', 'x'],
  ['휴대폰번호', 'x'],
  ['집주소', 'x'],
])('takes out what lies under %s', (key, value) => {
  expect(scrub({ [key]: value })).toEqual({ props: { [key]: SCRUBBED }, removed: 1 })
})

test.each([
  'mail me at somebody@example.com please',
  '010-1234-5678',
  '+82 10 1234 5678',
  '4111 1111 1111 1111',
  'Bearer eyJhbGciOi.eyJzdWIiOi.c2lnbmF0',
  '900101-1234567',
  '010.1234.5678',
  '(010) 1234-5678',
  '０１０－１２３４－５６７８',
  '821012345678',
  '+82 10 1234 5678',
  '+82-(0)10-1234-5678',
  '4111.1111.1111.1111',
  '3782-822463-10005',
  '4111111111111111',
  'somebody%40example.com',
  'somebody%2540example.com',
  'somebody＠example.com',
  'ｓｏｍｅｂｏｄｙ％４０ｅｘａｍｐｌｅ．ｃｏｍ',
  'somebody%2525252540example.com',
  'somebody&#64;example.com',
  'somebody&#x40;example.com',
  'somebody\\u0040example.com',
  'somebody%u0040example.com',
  '\u202a010\u20661234\u20695678\u202c',
  '٠١٠-١٢٣٤-٥٦٧٨',
  '०१०१२३४५६७८',
  '010/1234/5678',
  '010·1234·5678',
  '4111/1111/1111/1111',
  'some\u200bbody@\u200bexample.com',
  '홍길동@example.com',
  'somebody@예시.한국',
  'somebody@예시。한국',
  '/r?next=%2Freset%3Ftoken%3Dabc',
  821_012_345_678,
  4_111_111_111_111_111,
  // Korean cards begin with a nine: beyond what numbers are exact to.
  9_410_123_412_341_234,
  6_250_941_006_528_600_000,
])('takes out a value that looks personal: %s', (value) => {
  expect(scrub({ note: value }).props).toEqual({ note: SCRUBBED })
})

test.each(['somebody@example.com', '010-1234-5678', '4111 1111 1111 1111', '/reset?token=abc'])(
  'takes out a key that is personal itself, with what is under it: %s',
  (key) => {
    expect(scrub({ deep: { [key]: 1, page: '/shop' } })).toEqual({
      props: { deep: { [SCRUBBED]: SCRUBBED, page: '/shop' } },
      removed: 1,
    })
  },
)

test.each([
  ['/reset?token=abc&page=2', '/reset?token=[removed]&page=2'],
  [
    'https://club.example/cb?code=x1&lang=ko#access_token=y2',
    'https://club.example/cb?code=[removed]&lang=ko#access_token=[removed]',
  ],
  ['/r?user_name=a', '/r?user_name=[removed]'],
])('keeps of an address all but its personal values: %s', (url, kept) => {
  expect(scrub({ url })).toEqual({ props: { url: kept }, removed: 1 })
  expect(scrub({ url: kept }).removed).toBe(0)
})

test.each([
  ['version', '1.2.3.4'],
  ['version', '2026.11.22'],
  ['package', 'react@18.2.0'],
  ['uuid', '0101a234-0101-4234-8678-010123456789'],
  ['hash', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f01012345678a0'],
  ['at', '2026-11-22T01:08:52.123Z'],
  ['days', '2026-11-01 2026-11-22'],
  ['ms', '1795328539000'],
  ['ms', 1_795_328_539_000],
  ['id', 9_007_199_254],
  ['id', '20260101'],
  ['amount', '82101234567'],
  ['amount', '1,000,000,000,000'],
  ['ratio', '0.01012345678'],
  ['pi', '3.141592653589793'],
  ['list', '10 20 30 40 50 60 70'],
  ['query', '/shop?page=2&sort=price'],
  ['tokens', 5],
  ['cards', 3],
  ['progress', 100],
  ['phase2', 'x'],
  ['className', 'x'],
])('leaves a common figure or word: %s %s', (key, value) => {
  expect(scrub({ [key]: value })).toEqual({ props: { [key]: value }, removed: 0 })
})

test('takes a time that grows with the text, not with its square', () => {
  const pieces = [
    'a',
    '1',
    '@',
    '@a',
    '.',
    '%',
    '%4',
    '=',
    '?a=',
    '&',
    '010',
    '010-',
    '4111 ',
    'eyJa',
    '-eyJa',
    '１',
    'f',
    '(0',
    '82-',
    's',
    '0.1',
  ]
  const msOf = (text: string): number => {
    const from = performance.now()
    scrub({ text, [text]: 1 })
    return performance.now() - from
  }
  for (const piece of pieces) {
    const long = piece.repeat(Math.ceil(40_000 / piece.length))
    expect([piece, Math.min(msOf(long), msOf(long)) < 100]).toEqual([piece, true])
  }
})

test('leaves what is about the game', () => {
  const props = {
    page: '/shop',
    sku: 'gems-500',
    coins: 12_000,
    ms: 1_795_328_539_000,
    at: '1795328539000',
    deep: [{ a: [true, null, 1.5] }],
  }
  expect(scrub(props)).toEqual({ props, removed: 0 })
})

test.each(['a'.repeat(4_000), `${'a'.repeat(189)}@`.repeat(21), '-eyJa'.repeat(800), '1795328539000'])(
  'leaves what only begins like something personal: %.20s',
  (text) => {
    expect(scrub({ text }).props).toEqual({ text })
  },
)

test('finds a key at any depth, and leaves nothing below the sixth', () => {
  const hidden = fc.integer({ min: 0, max: 9 }).map((depth) => {
    let value: unknown = { email: 'secret-word' }
    for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { inner: value }
    return { value }
  })
  fc.assert(fc.property(hidden, (props) => !JSON.stringify(scrub(props).props).includes('secret-word')))
})
