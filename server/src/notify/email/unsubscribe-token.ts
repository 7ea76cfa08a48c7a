import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** What a letter may be unsubscribed from; what belongs to the account always comes. */
export type Optional = 'game' | 'advertising'

export interface Unsubscribing {
  readonly userId: number
  readonly category: Optional
}

const FORM = /^([1-9][0-9]{0,15})\.(game|advertising)\.([A-Za-z0-9_-]{43})$/

const signatureOf = (signed: string, key: KeyObject) => createHmac('sha256', key).update(signed).digest('base64url')

/**
 * What a letter's own link says: whose letters of which category are to end. It says nothing that the mailbox does not know,
 * opens nothing but that one door, and never expires: an old letter's link must still work.
 */
export function signUnsubscribing({ userId, category }: Unsubscribing, key: KeyObject): string {
  const signed = `${userId}.${category}`
  return `${signed}.${signatureOf(signed, key)}`
}

/** What a token says, if one of these keys has signed it; compared in constant time. */
export function readUnsubscribing(token: string, keys: readonly KeyObject[]): Unsubscribing | undefined {
  const [, userId, category, signature] = FORM.exec(token) ?? []
  if (userId === undefined || category === undefined || signature === undefined) return undefined
  const proven = keys.some((key) =>
    timingSafeEqual(Buffer.from(signatureOf(`${userId}.${category}`, key)), Buffer.from(signature)),
  )
  return proven ? { userId: Number(userId), category: category as Optional } : undefined
}
