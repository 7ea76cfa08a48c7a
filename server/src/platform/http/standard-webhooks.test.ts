import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signWebhook, verifyWebhook, webhookSecret } from './standard-webhooks.ts'

const SECRET = webhookSecret(`whsec_${Buffer.alloc(32, 1).toString('base64')}`)
const OLD = webhookSecret(`whsec_${Buffer.alloc(24, 2).toString('base64')}`)
const NOW = 1_800_000_000
const BODY = '{"type":"payment.captured","data":{"orderId":"o_123456"}}'

const aDelivery = (changes: Record<string, string | undefined> = {}) => {
  const headers: Record<string, string | undefined> = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': `${NOW}`,
    'webhook-signature': signWebhook(SECRET, 'msg_1', NOW, BODY),
    ...changes,
  }
  return (name: string) => headers[name]
}
const verdict = (header: ReturnType<typeof aDelivery>, body = BODY, now = NOW, secrets = [SECRET]) =>
  verifyWebhook(secrets, header, body, now).ok

describe('a signed delivery', () => {
  test('matches the example that the scheme itself gives', () => {
    const secret = webhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    const body = '{"test": 2432232314}'
    const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
    expect(signWebhook(secret, id, 1_614_265_330, body)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('is taken when it is ours, or when one of several signatures is', () => {
    expect(verdict(aDelivery())).toBe(true)
    const two = `v1,${Buffer.alloc(32).toString('base64')} v1a,xxx ${signWebhook(SECRET, 'msg_1', NOW, BODY)}`
    expect(verdict(aDelivery({ 'webhook-signature': two }))).toBe(true)
  })

  test('is taken with the old key while both are known, and no longer', () => {
    const header = aDelivery({ 'webhook-signature': signWebhook(OLD, 'msg_1', NOW, BODY) })
    expect(verdict(header, BODY, NOW, [SECRET, OLD])).toBe(true)
    expect(verdict(header)).toBe(false)
  })

  test.each([
    ['a body that was written again', aDelivery(), `${BODY} `],
    ['another id', aDelivery({ 'webhook-id': 'msg_2' }), BODY],
    ['another time', aDelivery({ 'webhook-timestamp': `${NOW + 1}` }), BODY],
    ['no signature', aDelivery({ 'webhook-signature': undefined }), BODY],
    ['no id', aDelivery({ 'webhook-id': undefined }), BODY],
    ['no time', aDelivery({ 'webhook-timestamp': undefined }), BODY],
    ['a time that is none', aDelivery({ 'webhook-timestamp': '1e9' }), BODY],
    ['an id with the sign that separates', aDelivery({ 'webhook-id': 'msg.1' }), BODY],
    ['an empty signature', aDelivery({ 'webhook-signature': 'v1,' }), BODY],
  ])('is refused with %s', (_, header, body) => {
    expect(verdict(header, body)).toBe(false)
  })

  test.each([
    [-301, false],
    [-300, true],
    [-299, true],
    [299, true],
    [300, true],
    [301, false],
  ])('signed %i seconds away is taken: %s', (seconds, taken) => {
    expect(verdict(aDelivery(), BODY, NOW + seconds)).toBe(taken)
  })

  test('whose signature differs in any bit is refused', () => {
    const good = signWebhook(SECRET, 'msg_1', NOW, BODY).slice(3)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (bit) => {
        const bytes = Buffer.from(good, 'base64')
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        return !verdict(aDelivery({ 'webhook-signature': `v1,${bytes.toString('base64')}` }))
      }),
    )
  })
})

test('a secret that is too short is none', () => {
  expect(() => webhookSecret(`whsec_${Buffer.alloc(23).toString('base64')}`)).toThrow(RangeError)
})
