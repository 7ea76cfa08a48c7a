import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { RandomSource } from '../../platform/ids.ts'
import { deriveKey } from './derive-key.ts'

const VERSION = 1
const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + KEY_ID_BYTES

interface BoxKey {
  readonly id: Buffer
  readonly key: Buffer
}

function boxKey(secret: string): BoxKey {
  const key = deriveKey(secret, 'secret-box/1')
  return { key, id: createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES) }
}

/**
 * Seals small secrets for keeping in Postgres: AES-256-GCM, bound to a context, so that a sealed text moved to another row
 * does not open. Laid out as version (1), key id (4), nonce (12), ciphertext, tag (16).
 */
export class SecretBox {
  private readonly keys: readonly [BoxKey, ...BoxKey[]]
  private readonly random: RandomSource

  /** `secret` seals; what was sealed under one of `previous` can still be opened. */
  constructor(secret: string, previous: readonly string[], random: RandomSource) {
    this.keys = [boxKey(secret), ...previous.map(boxKey)]
    this.random = random
  }

  seal(text: string, context: string): Buffer {
    const { id, key } = this.keys[0]
    const nonce = this.random.bytes(NONCE_BYTES)
    const head = Buffer.concat([Buffer.of(VERSION), id])
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(context)]))
    return Buffer.concat([head, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }

  /** Throws when it was sealed under a secret that is gone, for another context, or was changed. */
  open(sealed: Buffer, context: string): string {
    const id = sealed.subarray(1, HEAD_BYTES)
    const key = this.keys.find((candidate) => candidate.id.equals(id))?.key
    if (sealed[0] !== VERSION || key === undefined) throw new Error('sealed under a secret that is not known')
    const body = sealed.subarray(HEAD_BYTES + NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES))
    decipher.setAAD(Buffer.concat([sealed.subarray(0, HEAD_BYTES), Buffer.from(context)]))
    decipher.setAuthTag(body.subarray(body.length - TAG_BYTES))
    return Buffer.concat([decipher.update(body.subarray(0, body.length - TAG_BYTES)), decipher.final()]).toString()
  }

  /** Whether it should be sealed anew, because the secret has changed since. */
  isOld(sealed: Buffer): boolean {
    return !sealed.subarray(1, HEAD_BYTES).equals(this.keys[0].id)
  }
}
