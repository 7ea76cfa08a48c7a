import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SCRUBBED, scrub } from './scrub.ts'

test.each([
  ['email', 'nobody'],
  ['E-Mail', 'nobody'],
  ['billing_email', 'nobody'],
  ['phoneNumber', '1'],
  ['전화번호', '1'],
  ['Password', 'x'],
  ['accessToken', 'x'],
  ['name', 'x'],
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
])('takes out a value that looks personal: %s', (value) => {
  expect(scrub({ note: value }).props).toEqual({ note: SCRUBBED })
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
