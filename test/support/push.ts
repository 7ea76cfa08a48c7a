import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import type { PushSubscribeBody } from '@casino-club/shared'

/** A browser's side of a subscription: what it tells the club, and what it keeps to itself. */
export interface Receiver {
  readonly body: PushSubscribeBody
  readonly privateKey: Buffer
  readonly auth: Buffer
}

/** A browser with a device id, keys and an endpoint of its own. */
export function aReceiver(overrides: Partial<PushSubscribeBody> = {}): Receiver {
  const pair = createECDH('prime256v1')
  const p256dh = pair.generateKeys('base64url')
  const auth = randomBytes(16)
  return {
    body: {
      endpoint: `https://fcm.googleapis.com/fcm/send/${randomBytes(12).toString('base64url')}`,
      p256dh,
      auth: auth.toString('base64url'),
      deviceId: randomUUID(),
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      ...overrides,
    },
    privateKey: pair.getPrivateKey(),
    auth,
  }
}
