import { expect, test } from 'vitest'
import { MOST_BYTES, type PushPayload, payloadText } from './payload.rule.ts'

const aPayload = (over: Partial<PushPayload> = {}): PushPayload => ({
  ...{ id: 'n1', title: 'A vault is open', body: 'Come and see.', path: '/vaults', tag: 't' },
  ...over,
})

test('a short message is sent as it is', () => {
  expect(JSON.parse(payloadText(aPayload()) ?? '')).toEqual(aPayload())
})

test.each([
  ['Latin letters', 'a'.repeat(9_000)],
  ['Hangul', '한'.repeat(5_000)],
  ['families of four', '👨‍👩‍👧‍👦'.repeat(2_000)],
  ['quotes, which grow in JSON', '"'.repeat(9_000)],
])('a long one of %s is cut by whole characters, as little as must be', (_, body) => {
  const text = payloadText(aPayload({ body })) ?? ''
  const [first = ''] = Array.from(new Intl.Segmenter('ko').segment(body), ({ segment }) => segment)
  const sent = (JSON.parse(text) as PushPayload).body
  expect(sent.endsWith('…')).toBe(true)
  expect(sent.slice(0, -1)).toBe(first.repeat((sent.length - 1) / first.length))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES)
  expect(Buffer.byteLength(text)).toBeGreaterThan(MOST_BYTES - Buffer.byteLength(JSON.stringify(first)))
})

test('one at the limit is left whole', () => {
  const room = MOST_BYTES - Buffer.byteLength(JSON.stringify(aPayload({ body: '' })))
  expect(JSON.parse(payloadText(aPayload({ body: 'a'.repeat(room) })) ?? '').body).toHaveLength(room)
})

test('one whose title alone is too long is none', () => {
  expect(payloadText(aPayload({ title: 'x'.repeat(4_000) }))).toBeUndefined()
})
