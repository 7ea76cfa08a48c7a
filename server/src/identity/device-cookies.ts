import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookiesOf } from '../platform/http/mount.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { CountedName } from './lockout.store.ts'

const COOKIE = 'casino_device'
/** Where log-ins are asked for, and nowhere else. */
const PATH = '/api/auth'
const YEAR_SECONDS = 31_536_000
const NONCE_BYTES = 16
const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/
const NOBODY = 0

/**
 * What a browser keeps of an account that has logged in on it: a number of its own, signed for that account (OWASP, “device
 * cookies”). Its wrong attempts are counted for it alone, so that a stranger who locks a name locks only strangers out. It is no
 * way in, and names nobody.
 */
export class DeviceCookies {
  private readonly key: Buffer
  private readonly random: RandomSource
  private readonly attributes: string

  constructor(key: Buffer, random: RandomSource, publicUrl: string) {
    this.key = key
    this.random = random
    // Without Secure where the club itself is reached without TLS.
    const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
    this.attributes = `Path=${PATH}; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Strict${secure}`
  }

  /** Under which name the attempts of this browser count for an account; undefined where it has never been in. */
  nameOf(header: string | undefined, userId: number | undefined): CountedName | undefined {
    const [, nonce, signature] = FORM.exec(cookiesOf(header).get(COOKIE) ?? '') ?? []
    if (nonce === undefined || signature === undefined) return undefined
    // The same work for a name that is nobody's.
    const isOurs = timingSafeEqual(Buffer.from(this.sign(nonce, userId ?? NOBODY)), Buffer.from(signature))
    return isOurs && userId !== undefined ? { scope: 'device', subject: nonce } : undefined
  }

  /** The `Set-Cookie` header after a log-in; undefined where the browser has one for this account already. */
  afterLogIn(header: string | undefined, userId: number): string | undefined {
    if (this.nameOf(header, userId) !== undefined) return undefined
    const nonce = this.random.bytes(NONCE_BYTES).toString('base64url')
    return `${COOKIE}=${nonce}.${this.sign(nonce, userId)}; ${this.attributes}`
  }

  private sign(nonce: string, userId: number): string {
    return createHmac('sha256', this.key).update(`${userId} ${nonce}`).digest('base64url')
  }
}
