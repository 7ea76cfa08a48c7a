import { createHash, createHmac } from 'node:crypto'
import { type AdminRole, adminRoleSchema, type Refusal, refuse } from '@casino-club/shared'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { KeyRing } from './keys/key-ring.ts'
import { checkClaims, isSignedBy, readToken, signToken } from './signed-token.ts'

/** Whose access token it is. */
export type TokenSubject =
  | { readonly kind: 'player'; readonly userId: number }
  | {
      readonly kind: 'admin'
      readonly adminId: number
      readonly siteId: string
      readonly role: AdminRole
      /** He lacks the second factor that is asked of admins: good for enrolling, and nothing else. */
      readonly enrolOnly?: boolean
    }

export type TokenClaims = TokenSubject & { readonly sessionId: string }

const ISSUER = 'casino-club'
const claimsSchema = z.object({
  sub: z.string().regex(/^[1-9][0-9]{0,15}$/),
  sid: z.uuid(),
  kind: z.enum(['player', 'admin']),
  name: z.string().optional(),
  role: adminRoleSchema.optional(),
  enrol: z.literal(true).optional(),
  iat: z.number(),
  exp: z.number(),
})

/** How far the clocks of two processes may be apart. */
const CLOCK_SKEW_SECONDS = 30
/** Tokens whose signature is not computed again; some 500 bytes each. */
const MAX_VERIFIED = 10_000

/** What tokens need of the ring. */
export type TokenKeys = Pick<KeyRing, 'signing' | 'find' | 'keepUp' | 'generation'>

interface Verified {
  readonly claims: TokenClaims
  readonly expiresMs: number
}

/** Signs and checks access tokens; time comes from the clock given, keys from the ring. */
export class AccessTokens {
  private readonly ring: TokenKeys
  private readonly clock: Clock
  private readonly verified = new Map<string, Verified>()
  private verifiedWith = 0
  readonly lifetimeSeconds: number

  constructor(ring: TokenKeys, lifetimeSeconds: number, clock: Clock) {
    this.ring = ring
    this.lifetimeSeconds = lifetimeSeconds
    this.clock = clock
  }

  /** A JWT that holds for the lifetime from now. */
  sign(subject: TokenSubject, sessionId: string): string {
    const issuedAt = Math.floor(this.clock.nowMs() / 1_000)
    const own =
      subject.kind === 'player'
        ? { sub: `${subject.userId}` }
        : {
            sub: `${subject.adminId}`,
            name: subject.siteId,
            role: subject.role,
            ...(subject.enrolOnly && { enrol: true }),
          }
    const { lifetimeSeconds } = this
    const times = { iat: issuedAt, exp: issuedAt + lifetimeSeconds }
    const claims = { kind: subject.kind, sid: sessionId, ...own, iss: ISSUER, aud: ISSUER, ...times }
    return signToken(this.ring.signing(), claims)
  }

  /** The claims of a token of ours that has not expired. Whether its session is still open is not asked here. */
  async verify(token: string): Promise<TokenClaims | Refusal<'UNAUTHENTICATED' | 'TOKEN_EXPIRED'>> {
    await this.ring.keepUp()
    const known = this.recall(token)
    if (known !== undefined && this.clock.nowMs() < known.expiresMs) return known.claims
    const unproven = readToken(token)
    const key = unproven && (await this.ring.find(unproven.kid))
    if (unproven === undefined || key === undefined || !isSignedBy(key.key, unproven)) return notOurs()
    const checked = checkClaims(unproven.payload, { issuer: ISSUER, audience: ISSUER, nowMs: this.clock.nowMs() })
    if (checked === 'expired') return expired()
    return checked === 'refused' ? notOurs() : this.remember(token, checked.claims)
  }

  private recall(token: string): Verified | undefined {
    if (this.verifiedWith !== this.ring.generation) {
      this.verified.clear()
      this.verifiedWith = this.ring.generation
    }
    return this.verified.get(token)
  }

  private remember(token: string, payload: unknown): TokenClaims | Refusal<'UNAUTHENTICATED' | 'TOKEN_EXPIRED'> {
    const parsed = claimsSchema.safeParse(payload)
    if (!parsed.success) return notOurs()
    const { iat, exp } = parsed.data
    if (iat > this.clock.nowMs() / 1_000 + CLOCK_SKEW_SECONDS) return notOurs()
    // One from before the lifetime was made shorter: ended sessions are remembered only as long as tokens hold now.
    const expiresMs = Math.min(exp, iat + this.lifetimeSeconds) * 1_000
    if (expiresMs <= this.clock.nowMs()) return expired()
    const claims = toClaims(parsed.data)
    if ('reason' in claims) return claims
    this.recall(token)
    const oldest = this.verified.size >= MAX_VERIFIED ? this.verified.keys().next().value : undefined
    if (oldest !== undefined) this.verified.delete(oldest)
    this.verified.set(token, { claims, expiresMs })
    return claims
  }
}

const expired = () => refuse('TOKEN_EXPIRED', 'the access token has expired')
const notOurs = () => refuse('UNAUTHENTICATED', 'the access token is not ours')

function toClaims(data: z.output<typeof claimsSchema>): TokenClaims | Refusal<'UNAUTHENTICATED'> {
  const { sub, sid: sessionId, kind, name, role, enrol } = data
  if (kind === 'player') return { kind, userId: Number(sub), sessionId }
  if (role === undefined || name === undefined) return notOurs()
  return { kind, adminId: Number(sub), siteId: name, role, sessionId, ...(enrol && { enrolOnly: true }) }
}

const REFRESH_BYTES = 32

/** A refresh token is random; only its hash is kept. */
export function newRefreshToken(random: RandomSource): { token: string; hash: Buffer } {
  const token = random.bytes(REFRESH_BYTES).toString('base64url')
  return { token, hash: refreshTokenHash(token) }
}

export function refreshTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * What a refresh token is traded for. It follows from the token, the salt and the club's key, so that a repeated trade gives
 * the same one though none is kept; without the old token, the salt in Postgres and the key together tell nothing.
 */
export function successorOf(token: string, salt: Buffer, key: Buffer): { token: string; hash: Buffer } {
  const successor = createHmac('sha256', key).update(salt).update(token).digest('base64url')
  return { token: successor, hash: refreshTokenHash(successor) }
}
