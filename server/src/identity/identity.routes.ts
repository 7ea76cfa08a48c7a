import {
  accept,
  idParamSchema,
  inviteValidateBody,
  inviteValidateReply,
  loggedOutReply,
  logoutBody,
  profileSchema,
  publicProfileSchema,
  refreshBody,
  refreshReply,
  refuse,
  type SessionReply,
  sessionReply,
  signupBody,
} from '@casino-club/shared'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { accessRoutes } from './access.routes.ts'
import { findAccount } from './account-row.store.ts'
import type { Accounts } from './accounts.service.ts'
import type { DeviceCookies } from './device-cookies.ts'
import { admitHashing } from './hashing.ts'
import { localeOf } from './locale-of.ts'
import { keepDevice, loginRoutes } from './login.routes.ts'
import { adminOf, askerOf, deviceOf, tokensOf } from './replies.ts'
import { requireProfile } from './require-profile.ts'
import type { Logins } from './second-factor/logins.service.ts'
import type { SecondFactors } from './second-factor/second-factor.service.ts'
import type { Sessions, TokenPair } from './sessions.service.ts'
import { signInRecorder } from './sign-in-recorder.ts'
import { findAdmin } from './users.store.ts'

const TAG = 'accounts'

export interface IdentityRouteDependencies {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly logins: Logins
  readonly devices: DeviceCookies
  readonly factors: SecondFactors
  readonly pool: Pool
  readonly clock: Clock
}

/** Everything under /api/invite, /api/auth and the profile parts of /api/users. */
export function identityRoutes(deps: IdentityRouteDependencies): AnyRoute[] {
  return [
    inviteRoute(deps),
    signupRoute(deps),
    ...loginRoutes(deps),
    ...accessRoutes(deps),
    ...sessionRoutes(deps),
    ...profileRoutes(deps),
  ]
}

async function sessionOf(accounts: Accounts, pair: TokenPair & { userId: number }): Promise<SessionReply> {
  return { user: await requireProfile(accounts, pair.userId), ...tokensOf(pair) }
}

function inviteRoute({ accounts }: IdentityRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/invite/validate',
    summary: 'Whether an invite code lets somebody in',
    tag: TAG,
    access: 'none',
    body: inviteValidateBody,
    reply: inviteValidateReply,
    limit: 'invite',
    handle: async ({ body: { code } }) => {
      const checked = await accounts.checkInvite(code)
      if (!checked.ok) {
        return accept({ isValid: false, errorMessage: checked.message, code, expiresAt: null, remainingUses: null })
      }
      const { maxUses, usedCount, expiresAt } = checked.value
      const remainingUses = maxUses === null ? null : maxUses - usedCount
      return accept({
        isValid: true,
        errorMessage: null,
        code,
        expiresAt: expiresAt?.toISOString() ?? null,
        remainingUses,
      })
    },
  })
}

function signupRoute({ accounts, devices, pool, clock }: IdentityRouteDependencies): AnyRoute {
  const record = signInRecorder({ pool, clock })
  return route({
    method: 'post',
    path: '/api/auth/signup',
    summary: 'Opens an account with an invite code and logs in',
    tag: TAG,
    access: 'none',
    body: signupBody,
    reply: sessionReply,
    reasons: [
      'INVITE_UNKNOWN',
      'INVITE_DISABLED',
      'INVITE_EXPIRED',
      'INVITE_USED_UP',
      'SITE_ID_TAKEN',
      'NICKNAME_TAKEN',
      'EMAIL_TAKEN',
      'PHONE_TAKEN',
      'NAME_RESERVED',
      'PASSWORD_TOO_COMMON',
      'PASSWORD_IS_A_NAME',
      'TOO_BUSY',
    ],
    limit: 'signup',
    handle: async ({ body, request, setCookie }) => {
      const opened = await admitHashing(() =>
        accounts.signUp(body, deviceOf(request), localeOf(request.header('accept-language'))),
      )
      if (!opened.ok) return opened
      keepDevice(devices, await findAccount(pool, { id: opened.value.userId }), request, setCookie)
      await record({ userId: opened.value.userId }, 'signup', opened, request)
      return accept(await sessionOf(accounts, opened.value))
    },
  })
}

function sessionRoutes({ accounts, sessions, pool }: IdentityRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/refresh',
      summary: 'Trades a refresh token for a new pair; asked again within ten seconds, for the same one',
      tag: TAG,
      access: 'none',
      body: refreshBody,
      reply: refreshReply,
      reasons: ['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'SESSION_REVOKED', 'REFRESH_REUSED'],
      handle: async ({ body }) => {
        const refreshed = await sessions.refresh(body.refreshToken)
        if (!refreshed.ok) return refreshed
        const { subject, pair } = refreshed.value
        if (subject.kind === 'player') return accept({ user: await requireProfile(accounts, subject.userId), ...pair })
        const admin = await findAdmin(pool, { id: subject.adminId })
        return admin ? accept({ user: adminOf(admin), ...pair }) : refuse('UNAUTHENTICATED', 'no such admin')
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/logout',
      summary: 'Ends this session; its open game connections close',
      tag: TAG,
      access: 'any',
      whileEnrolling: true,
      body: logoutBody,
      reply: loggedOutReply,
      handle: async ({ principal }) =>
        accept({ loggedOut: true, sessions: await sessions.end({ id: principal.sessionId }, 'LOGOUT') }),
    }),
    route({
      method: 'post',
      path: '/api/auth/logout-all',
      summary: 'Ends every session of this account',
      tag: TAG,
      access: 'any',
      reply: loggedOutReply,
      handle: async ({ principal }) =>
        accept({ loggedOut: true, sessions: await sessions.end(askerOf(principal).owner, 'LOGOUT_ALL') }),
    }),
  ]
}

function profileRoutes({ accounts }: IdentityRouteDependencies): AnyRoute[] {
  const own = (path: string) =>
    route({
      method: 'get',
      path,
      summary: 'One’s own account and balances',
      tag: TAG,
      access: 'player',
      reply: profileSchema,
      handle: async ({ principal }) => accept(await requireProfile(accounts, principal.userId)),
    })
  return [
    own('/api/auth/me'),
    own('/api/users/profile'),
    route({
      method: 'get',
      path: '/api/users/:id',
      summary: 'What anybody may know of a player; one’s own id gives the whole profile',
      tag: TAG,
      access: 'player',
      params: z.object({ id: idParamSchema }),
      reply: z.union([profileSchema, publicProfileSchema]),
      reasons: ['NOT_FOUND'],
      handle: async ({ principal, params: { id } }) => {
        const profile = await accounts.profile(id)
        if (profile === undefined) return refuse('NOT_FOUND', 'no such player')
        if (principal.userId === id) return accept(profile)
        const { nickname, rank, createdAt } = profile
        return accept({ id, nickname, rank, createdAt })
      },
    }),
  ]
}
