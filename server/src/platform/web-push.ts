import { createCipheriv, createECDH, createHmac, createSecretKey, type ECDH, randomBytes } from 'node:crypto'
import webPush from 'web-push'

/** How a push is wrapped (RFC 8188). */
export const PUSH_ENCODING = 'aes128gcm'

/** Where a message is to be read: both in base64url. */
export interface BrowserKeys {
  readonly p256dh: string
  readonly auth: string
}

const SALT_BYTES = 16
const TAG_BYTES = 16
const KEY_BYTES = 16
const NONCE_BYTES = 12
const RECORD_BYTES = 4_096
/** RFC 8188: the last record's padding begins with 2; ours has no more of it. */
const END = Buffer.from([2])
/** All that is derived fits the first block of an HKDF's output, so that an HMAC each is enough (RFC 5869, 2.3). */
const FIRST = Buffer.from([1])
const KEY_INFO = Buffer.from('WebPush: info\0')
const CEK_INFO = Buffer.from('Content-Encoding: aes128gcm\0\u0001')
const NONCE_INFO = Buffer.from('Content-Encoding: nonce\0\u0001')
/** The record's size, and that of the sender's public key (RFC 8188, 2.1). */
const HEADER = Buffer.from([0, 0, RECORD_BYTES >> 8, RECORD_BYTES & 255, 65])

// A key that is bytes is looked at thrice as long as it takes to make one of them.
const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer => {
  const made = createHmac('sha256', createSecretKey(key))
  for (const part of parts) made.update(part)
  return made.digest()
}

export interface SealingKeys {
  /** The sender's, with its keys. */
  readonly pair: ECDH
  readonly salt: Buffer
}

/** As one record (RFC 8291, 3.4 and 4). Throws a RangeError where the text is too long for it, and an error where the keys are none. */
export function sealWith(text: string, { p256dh, auth }: BrowserKeys, { pair, salt }: SealingKeys): Buffer {
  const plain = Buffer.from(text)
  if (plain.length + END.length + TAG_BYTES > RECORD_BYTES) throw new RangeError('a push is one record')
  const [browser, own] = [Buffer.from(p256dh, 'base64url'), pair.getPublicKey()]
  const agreed = hmac(Buffer.from(auth, 'base64url'), pair.computeSecret(browser))
  const secret = hmac(agreed, KEY_INFO, browser, own, FIRST)
  const drawn = hmac(salt, secret)
  const key = hmac(drawn, CEK_INFO).subarray(0, KEY_BYTES)
  const nonce = hmac(drawn, NONCE_INFO).subarray(0, NONCE_BYTES)
  const cipher = createCipheriv('aes-128-gcm', createSecretKey(key), nonce)
  const sealed = [cipher.update(plain), cipher.update(END), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([salt, HEADER, own, ...sealed])
}

/** A text as only the browser with these keys can read it (RFC 8291), by a key pair and a salt that are used for nothing else. */
export function sealForBrowser(text: string, keys: BrowserKeys): Buffer {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return sealWith(text, keys, { pair, salt: randomBytes(SALT_BYTES) })
}

export interface VapidSigner {
  readonly subject: string
  /** Both in base64url. */
  readonly publicKey: string
  readonly privateKey: string
}

/** The `Authorization` by which a push service knows who sends (RFC 8292); it is good for twelve hours. */
export const signForService = (origin: string, { subject, publicKey, privateKey }: VapidSigner): string =>
  webPush.getVapidHeaders(origin, subject, publicKey, privateKey, PUSH_ENCODING).Authorization ?? ''
