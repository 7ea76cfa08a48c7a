import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { accept, type Result, refuse } from '@casino-club/shared'

const TOLERANCE_SECONDS = 300
const PREFIX = 'whsec_'
const MIN_SECRET_BYTES = 24
const MAX_ID = 256

/** A secret as it is written down: `whsec_` and at least 24 bytes in base64. Throws for anything else. */
export function webhookSecret(text: string): KeyObject {
  const base64 = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text
  const secret = Buffer.from(base64, 'base64')
  if (secret.length < MIN_SECRET_BYTES) throw new RangeError(`a webhook secret is at least ${MIN_SECRET_BYTES} bytes`)
  return createSecretKey(secret)
}

/** The signature of a message, as its header carries it (Standard Webhooks 1.0). */
export function signWebhook(secret: KeyObject, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

export interface SignedDelivery {
  readonly id: string
  /** When it was signed, in seconds since the epoch. */
  readonly seconds: number
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Whether a message was signed with one of our secrets within the last five minutes, or the coming ones. `nowSeconds` is
 * the database's: every process judges by the same clock.
 */
export function verifyWebhook(
  secrets: readonly KeyObject[],
  header: (name: string) => string | undefined,
  body: string,
  nowSeconds: number,
): Result<SignedDelivery, 'WEBHOOK_INVALID'> {
  const id = header('webhook-id') ?? ''
  const stamp = header('webhook-timestamp') ?? ''
  const signatures = (header('webhook-signature') ?? '').split(' ')
  if (id === '' || id.length > MAX_ID || !/^[\x21-\x2d\x2f-\x7e]+$/.test(id)) {
    return refuse('WEBHOOK_INVALID', 'no webhook-id, or none that can be')
  }
  if (!/^\d{1,12}$/.test(stamp)) return refuse('WEBHOOK_INVALID', 'no webhook-timestamp in seconds')
  const seconds = Number(stamp)
  const known = secrets.map((secret) => signWebhook(secret, id, seconds, body))
  if (!signatures.some((signature) => known.some((ours) => same(ours, signature)))) {
    return refuse('WEBHOOK_INVALID', 'no signature of ours')
  }
  if (Math.abs(nowSeconds - seconds) > TOLERANCE_SECONDS)
    return refuse('WEBHOOK_INVALID', 'signed too long ago or ahead')
  return accept({ id, seconds })
}
