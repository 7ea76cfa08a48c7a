import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'

export interface ReceiverKeys {
  readonly privateKey: Buffer
  readonly auth: Buffer
}

const SALT_BYTES = 16
const TAG_BYTES = 16
/** RFC 8188: the last record's padding begins with 2. */
const LAST_RECORD = 2

const derive = (secret: Buffer, salt: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/** Opens a message as the browser does (RFC 8291 over RFC 8188, one record); throws when it was not made for these keys. */
export function decryptPush(message: Buffer, { privateKey, auth }: ReceiverKeys): Buffer {
  const salt = message.subarray(0, SALT_BYTES)
  const recordBytes = message.readUInt32BE(SALT_BYTES)
  const keyBytes = message.readUInt8(SALT_BYTES + 4)
  const sender = message.subarray(SALT_BYTES + 5, SALT_BYTES + 5 + keyBytes)
  const record = message.subarray(SALT_BYTES + 5 + keyBytes)
  if (record.length > recordBytes) throw new Error('more than one record')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender])
  const secret = derive(pair.computeSecret(sender), auth, info, 32)
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(record.length - TAG_BYTES))
  const padded = Buffer.concat([decipher.update(record.subarray(0, record.length - TAG_BYTES)), decipher.final()])
  const end = padded.lastIndexOf(LAST_RECORD)
  if (end === -1 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('the padding is wrong')
  return padded.subarray(0, end)
}
