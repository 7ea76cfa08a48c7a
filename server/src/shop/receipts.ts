import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Receipt } from '@casino-club/shared'
import type { Purchase } from './purchases/purchase.types.ts'

const KEY_BYTES = 32

/** A key of 32 bytes for one purpose of the shop (HKDF-SHA-256, RFC 5869). */
export const shopKey = (secret: string, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), `casino-club/shop/${purpose}`, KEY_BYTES)))

/** What of a purchase never changes, joined so that no two purchases give the same text. */
type Fixed = Pick<
  Purchase,
  | 'orderId'
  | 'userId'
  | 'createdAt'
  | 'sku'
  | 'version'
  | 'quantity'
  | 'currency'
  | 'list'
  | 'discount'
  | 'promo'
  | 'vip'
>

type Signed = Omit<Fixed, 'createdAt'> & Pick<Purchase, 'amount'>

/** 32 bytes that nobody without the key can make: what was bought, by whom, for how much. */
export function integrityOf(key: KeyObject, p: Fixed): Buffer {
  const fields = [p.orderId, p.userId, p.createdAt.toISOString(), p.sku, p.version, p.quantity, p.currency]
  // Sealed before there were tiers, or without one: the same text as ever.
  const text = JSON.stringify([...fields, p.list, p.discount, p.promo, ...(p.vip > 0 ? [p.vip] : [])])
  return createHmac('sha256', key).update(text).digest()
}

/** Crockford's base 32: nothing in it is mistaken for something else. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A receipt's name, 16 digits of 80 random bits: `R-XXXX-XXXX-XXXX-XXXX`. */
export function receiptCodeOf(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const digits = (bits.match(/.{5}/g) ?? []).map((five) => DIGITS[Number.parseInt(five, 2)]).join('')
  return ['R', ...(digits.match(/.{4}/g) ?? [])].join('-')
}

export interface ReceiptKey {
  readonly id: string
  readonly key: KeyObject
}

/** Keys from pairs of `id:secret`, newest first. Throws where there is none. */
export function receiptKeys(pairs: readonly string[]): [ReceiptKey, ...ReceiptKey[]] {
  const keys = pairs.map((pair) => {
    const at = pair.indexOf(':')
    return { id: pair.slice(0, at), key: shopKey(pair.slice(at + 1), 'receipts') }
  })
  const [newest, ...others] = keys
  if (newest === undefined) throw new Error('there is no secret for receipts')
  return [newest, ...others]
}

const signatureOf = ({ key }: ReceiptKey, body: string): string =>
  createHmac('sha256', key).update(body).digest('base64url')

/** Signs receipts with the first key and knows those of all. */
export class Receipts {
  private readonly keys: readonly [ReceiptKey, ...ReceiptKey[]]

  constructor(keys: readonly [ReceiptKey, ...ReceiptKey[]]) {
    this.keys = keys
  }

  /** The receipt of a purchase; its body is kept as it was signed. */
  sign(code: string, purchase: Signed, grantedAt: string): Receipt {
    const [key] = this.keys
    const { orderId, userId, sku, version, quantity, currency, list, discount, promo, vip, amount } = purchase
    const bought = {
      orderId,
      userId,
      sku,
      version,
      quantity,
      currency,
      list,
      discount,
      promo,
      ...(vip > 0 && { vip }),
      amount,
    }
    const body = JSON.stringify({ v: 1, receiptCode: code, ...bought, grantedAt })
    return { receiptCode: code, body, signature: signatureOf(key, body), keyId: key.id }
  }

  /** Whether we signed exactly these bytes. */
  verify({ body, signature, keyId }: Pick<Receipt, 'body' | 'signature' | 'keyId'>): boolean {
    const key = this.keys.find(({ id }) => id === keyId)
    if (key === undefined) return false
    const [ours, theirs] = [Buffer.from(signatureOf(key, body)), Buffer.from(signature)]
    return ours.length === theirs.length && timingSafeEqual(ours, theirs)
  }
}
