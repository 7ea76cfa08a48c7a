import { createHash } from 'node:crypto'
import { type AdminRole, adminRoleSchema, type Refusal, refuse } from '@casino-club/shared'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'

/** Whose access token it is. */
export type TokenSubject =
  | { readonly kind: 'player'; readonly userId: number }
  | { readonly kind: 'admin'; readonly adminId: number; readonly siteId: string; readonly role: AdminRole }

export type TokenClaims = TokenSubject & { readonly sessionId: string }

const ISSUER = 'casino-club'
const claimsSchema = z.object({
  sub: z.string().regex(/^[1-9][0-9]{0,15}$/),
  sid: z.uuid(),
  kind: z.enum(['player', 'admin']),
  name: z.string().optional(),
  role: adminRoleSchema.optional(),
})

/** Signs and checks access tokens; time comes from the clock given. */
export class AccessTokens {
  private readonly key: Uint8Array
  private readonly clock: Clock
  readonly lifetimeSeconds: number

  constructor(secret: string, lifetimeSeconds: number, clock: Clock) {
    this.key = new TextEncoder().encode(secret)
    this.lifetimeSeconds = lifetimeSeconds
    this.clock = clock
  }

  /** A JWT that holds for the lifetime from now. */
  sign(subject: TokenSubject, sessionId: string): Promise<string> {
    const issuedAt = Math.floor(this.clock.nowMs() / 1_000)
    const own =
      subject.kind === 'player'
        ? { sub: `${subject.userId}` }
        : { sub: `${subject.adminId}`, name: subject.siteId, role: subject.role }
    return new SignJWT({ kind: subject.kind, sid: sessionId, ...own })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.lifetimeSeconds)
      .sign(this.key)
  }

  /** The claims of a token of ours that has not expired. */
  async verify(token: string): Promise<TokenClaims | Refusal<'UNAUTHENTICATED' | 'TOKEN_EXPIRED'>> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: ISSUER,
        currentDate: new Date(this.clock.nowMs()),
      })
      return toClaims(payload)
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refuse('TOKEN_EXPIRED', 'the access token has expired')
      return refuse('UNAUTHENTICATED', 'the access token is not ours')
    }
  }
}

function toClaims(payload: unknown): TokenClaims | Refusal<'UNAUTHENTICATED'> {
  const parsed = claimsSchema.safeParse(payload)
  if (!parsed.success) return refuse('UNAUTHENTICATED', 'the access token is not ours')
  const { sub, sid: sessionId, kind, name, role } = parsed.data
  if (kind === 'player') return { kind, userId: Number(sub), sessionId }
  if (role === undefined || name === undefined) return refuse('UNAUTHENTICATED', 'the access token is not ours')
  return { kind, adminId: Number(sub), siteId: name, role, sessionId }
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
