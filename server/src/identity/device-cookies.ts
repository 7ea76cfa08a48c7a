import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import { cookiesOf } from '../platform/http/mount.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { SeenAccount } from './account-row.store.ts'
import type { CountedName } from './lockout.store.ts'

const COOKIE = 'casino_device'
/** Where log-ins are asked for, and nowhere else. */
const PATH = '/api/auth'
const YEAR_SECONDS = 31_536_000
const NONCE_BYTES = 16
const DAY_MS = 86_400_000
const LAST_DAYS = 365
const FORM = /^([A-Za-z0-9_-]{22})\.(\d{5})\.([A-Za-z0-9_-]{43})$/
/** As long as any, for the same work. */
const NOBODY: SeenAccount = { id: 0, passwordHash: 'x'.repeat(97) }

/**
 * What a browser keeps of an account that has logged in on it: a number of its own and the day, signed for that account and its
 * present password (OWASP, “device cookies”). Its wrong attempts are counted for it and for all devices of the account, so that
 * a stranger who locks a name locks only strangers out. It is no way in, and names nobody.
 */
export class DeviceCookies {
  private readonly key: Buffer
  private readonly random: RandomSource
  private readonly clock: Clock
  private readonly attributes: string

  constructor(key: Buffer, random: RandomSource, clock: Clock, publicUrl: string) {
    this.key = key
    this.random = random
    this.clock = clock
    // Without Secure where the club itself is reached without TLS.
    const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
    this.attributes = `Path=${PATH}; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Strict${secure}`
  }

  /** What the attempts of this browser count under for an account; undefined where it is a stranger. */
  namesOf(header: string | undefined, account: SeenAccount | undefined): readonly CountedName[] | undefined {
    const [, nonce, day, signature] = FORM.exec(cookiesOf(header).get(COOKIE) ?? '') ?? []
    if (nonce === undefined || day === undefined || signature === undefined) return undefined
    // The same work for a name that is nobody's.
    const expected = this.sign(nonce, day, account ?? NOBODY)
    const isOurs = timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
    if (!isOurs || account === undefined || this.today() - Number(day) >= LAST_DAYS) return undefined
    return [
      { scope: 'device', subject: nonce },
      { scope: 'devices', subject: String(account.id) },
    ]
  }

  /** The `Set-Cookie` header after a log-in; undefined where the browser has one for this account already. */
  afterLogIn(header: string | undefined, account: SeenAccount): string | undefined {
    if (this.namesOf(header, account) !== undefined) return undefined
    const nonce = this.random.bytes(NONCE_BYTES).toString('base64url')
    const day = String(this.today())
    return `${COOKIE}=${nonce}.${day}.${this.sign(nonce, day, account)}; ${this.attributes}`
  }

  private today(): number {
    return Math.floor(this.clock.nowMs() / DAY_MS)
  }

  private sign(nonce: string, day: string, { id, passwordHash }: SeenAccount): string {
    return createHmac('sha256', this.key).update(`${id} ${nonce} ${day} ${passwordHash}`).digest('base64url')
  }
}
