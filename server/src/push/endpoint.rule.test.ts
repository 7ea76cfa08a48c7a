import { describe, expect, test } from 'vitest'
import { checkEndpoint } from './endpoint.rule.ts'

const TERMS = { hosts: ['fcm.googleapis.com', '*.push.apple.com', 'push.example:8443'], allowPrivate: false }

describe('an endpoint', () => {
  test.each([
    ['https://fcm.googleapis.com/fcm/send/abc:def', 'https://fcm.googleapis.com'],
    ['https://fcm.googleapis.com:443/wp/abc', 'https://fcm.googleapis.com'],
    ['https://web.push.apple.com/QABC', 'https://web.push.apple.com'],
    ['https://push.example:8443/x', 'https://push.example:8443'],
  ])('%s is taken', (text, origin) => {
    expect(checkEndpoint(text, TERMS)).toMatchObject({ ok: true, value: { origin } })
  })

  test.each([
    ['http', 'http://fcm.googleapis.com/x'],
    ['another scheme', 'file:///etc/passwd'],
    ['no address', 'fcm.googleapis.com/x'],
    ['a host that is not listed', 'https://push.evil.example/x'],
    ['a host that ends alike', 'https://evilfcm.googleapis.com/x'],
    ['a host that goes on', 'https://fcm.googleapis.com.evil.example/x'],
    ['the bare host of a pattern', 'https://push.apple.com/x'],
    ['an odd port', 'https://fcm.googleapis.com:8443/x'],
    ['a listed port left out', 'https://push.example/x'],
    ['a user', 'https://fcm.googleapis.com@evil.example/x'],
    ['a user at a listed host', 'https://me:secret@fcm.googleapis.com/x'],
    ['an empty user', 'https://@fcm.googleapis.com/x'],
    ['a backslash', 'https://fcm.googleapis.com\\@evil.example/x'],
    ['a fragment', 'https://fcm.googleapis.com/x#y'],
    ['loopback', 'https://127.0.0.1/x'],
    ['loopback as a number', 'https://2130706433/x'],
    ['loopback in octal', 'https://0177.0.0.1/x'],
    ['loopback of IPv6', 'https://[::1]/x'],
    ['loopback mapped into IPv6', 'https://[::ffff:127.0.0.1]/x'],
    ['the metadata service', 'https://169.254.169.254/latest'],
    ['localhost', 'https://localhost/x'],
  ])('with %s is refused', (_, text) => {
    expect(checkEndpoint(text, TERMS)).toMatchObject({ ok: false, reason: 'PUSH_ENDPOINT_REFUSED' })
  })

  test('at a private address is refused even where it is listed', () => {
    expect(checkEndpoint('https://127.0.0.1:9000/x', { ...TERMS, hosts: ['127.0.0.1:9000'] }).ok).toBe(false)
    expect(checkEndpoint('https://127.0.0.1:9000/x', { hosts: ['127.0.0.1:9000'], allowPrivate: true }).ok).toBe(true)
  })
})
