import type { Principal, RequestInfo } from '../platform/http/route.ts'
import type { FactorOwner } from './second-factor/second-factor.service.ts'
import type { TokenPair } from './sessions.service.ts'
import type { Device, SessionOwner } from './sessions.store.ts'
import type { AdminRow } from './users.store.ts'

export const deviceOf = (request: RequestInfo): Device => ({ address: request.address, userAgent: request.userAgent })

export const tokensOf = ({ accessToken, refreshToken, expiresIn }: TokenPair) => ({
  accessToken,
  refreshToken,
  expiresIn,
})

export const adminOf = (admin: AdminRow) => ({
  id: admin.id,
  siteId: admin.site_id,
  role: admin.role,
  lastLoginAt: admin.last_login_at?.toISOString() ?? null,
})

/** The account that asks. */
export const askerOf = (principal: Principal): { owner: SessionOwner; sessionId: string } => ({
  owner: principal.kind === 'player' ? { userId: principal.userId } : { adminId: principal.adminId },
  sessionId: principal.sessionId,
})

/** The same, as whoever changes his own second factor. */
export const factorOwnerOf = (principal: Principal, request: RequestInfo): FactorOwner => ({
  ...askerOf(principal),
  actor: principal.kind === 'admin' ? { admin: principal, request } : undefined,
})
