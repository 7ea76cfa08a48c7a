import { createECDH } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealForBrowser, sealWith } from './web-push.ts'

// RFC 8291, 5 and appendix A.
const keys = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
}
const TEXT = 'When I grow up, I want to be a watermelon'
const SEALED =
  'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'

test('a message is sealed as the example of RFC 8291', () => {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url')
  const salt = Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url')
  expect(sealWith(TEXT, keys, { pair, salt }).toString('base64url')).toBe(SEALED)
})

test('the same message is never sealed by the same key or salt', () => {
  const [one, two] = [sealForBrowser(TEXT, keys), sealForBrowser(TEXT, keys)]
  expect(one.subarray(0, 16)).not.toEqual(two.subarray(0, 16))
  expect(one.subarray(21, 86)).not.toEqual(two.subarray(21, 86))
  expect(one).toHaveLength(two.length)
})

test('what does not fit a record is not sealed, nor what has no key of P-256', () => {
  expect(sealForBrowser('a'.repeat(4_079), keys)).toHaveLength(86 + 4_096)
  expect(() => sealForBrowser('a'.repeat(4_080), keys)).toThrow(RangeError)
  expect(() => sealForBrowser(TEXT, { ...keys, p256dh: 'A'.repeat(87) })).toThrow()
})
