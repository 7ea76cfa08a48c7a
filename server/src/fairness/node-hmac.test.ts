import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeHmac } from './node-hmac.ts'

test('is HMAC-SHA-256 for every key of up to 64 bytes and every message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string({ unit: 'grapheme' }), (key, message) => {
      const reference = createHmac('sha256', key).update(message).digest('hex')
      expect(Buffer.from(nodeHmac(key, message)).toString('hex')).toBe(reference)
    }),
  )
})

test('refuses a key that HMAC would have to hash first', () => {
  expect(() => nodeHmac(new Uint8Array(65), 'x')).toThrow(RangeError)
})
