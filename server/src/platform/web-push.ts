import webPush from 'web-push'

/** How a push is wrapped (RFC 8188). */
export const PUSH_ENCODING = 'aes128gcm'

/** A text as only the browser with these keys, in base64url, can read it (RFC 8291). */
export const sealForBrowser = (
  text: string,
  { p256dh, auth }: { readonly p256dh: string; readonly auth: string },
): Buffer => webPush.encrypt(p256dh, auth, text, PUSH_ENCODING).cipherText

export interface VapidSigner {
  readonly subject: string
  /** Both in base64url. */
  readonly publicKey: string
  readonly privateKey: string
}

/** The `Authorization` by which a push service knows who sends (RFC 8292); it is good for twelve hours. */
export const signForService = (origin: string, { subject, publicKey, privateKey }: VapidSigner): string =>
  webPush.getVapidHeaders(origin, subject, publicKey, privateKey, PUSH_ENCODING).Authorization ?? ''
