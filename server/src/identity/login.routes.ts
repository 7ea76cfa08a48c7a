import {
  accept,
  adminLoginReply,
  loginBody,
  loginReply,
  playerLoginBody,
  refreshReply,
  refuse,
  secondFactorBody,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, type RequestInfo, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findAccount, type SeenAccount } from './account-row.store.ts'
import type { Accounts } from './accounts.service.ts'
import type { DeviceCookies } from './device-cookies.ts'
import { admitHashing } from './hashing.ts'
import { adminOf, deviceOf, tokensOf } from './replies.ts'
import { requireProfile } from './require-profile.ts'
import type { Logins } from './second-factor/logins.service.ts'
import { orRefusal, signInRecorder } from './sign-in-recorder.ts'
import { findAdmin } from './users.store.ts'

const TAG = 'accounts'

export interface LoginRouteDependencies {
  readonly accounts: Accounts
  readonly logins: Logins
  readonly devices: DeviceCookies
  readonly pool: Pool
  readonly clock: Clock
}

/** Logging in: the password, and the second step where there is one. */
export function loginRoutes(deps: LoginRouteDependencies): AnyRoute[] {
  return [playerRoute(deps), adminRoute(deps), secondStepRoute(deps)]
}

/** A browser on which somebody got in is remembered by itself. */
export function keepDevice(
  devices: DeviceCookies,
  account: SeenAccount | undefined,
  request: RequestInfo,
  setCookie: (cookie: string) => void,
): void {
  const cookie = account && devices.afterLogIn(request.header('cookie'), account)
  if (cookie !== undefined) setCookie(cookie)
}

function playerRoute({ accounts, devices, pool, clock }: LoginRouteDependencies): AnyRoute {
  const record = signInRecorder({ pool, clock })
  return route({
    method: 'post',
    path: '/api/auth/login',
    summary:
      'Logs a player in, by site id or proven e-mail address; with a second factor the answer is a challenge; `restore` keeps an account that is to be deleted',
    tag: TAG,
    access: 'none',
    body: playerLoginBody,
    reply: loginReply,
    reasons: ['BAD_CREDENTIALS', 'LOCKED_OUT', 'DELETION_PENDING', 'BANNED', 'ACCOUNT_MERGED', 'TOO_BUSY'],
    handle: async ({ body, request, setCookie }) => {
      const known = request.header('cookie')
      const namesOf = (account: SeenAccount | undefined) => devices.namesOf(known, account)
      const opened = await admitHashing(() => orRefusal(accounts.logIn(body, deviceOf(request), namesOf)))
      if (!opened.ok) {
        await record({ kind: 'player', siteId: body.siteId }, 'password', opened, request)
        return opened
      }
      const { seen, profile, ...start } = opened.value
      if ('challenge' in start) return accept(start)
      keepDevice(devices, seen, request, setCookie)
      return accept({ user: profile ?? (await requireProfile(accounts, seen.id)), ...tokensOf(start) })
    },
  })
}

function adminRoute({ accounts, pool, clock }: LoginRouteDependencies): AnyRoute {
  const record = signInRecorder({ pool, clock })
  return route({
    method: 'post',
    path: '/api/auth/admin/login',
    summary: 'Logs an admin in; with a second factor the answer is a challenge',
    tag: TAG,
    access: 'none',
    body: loginBody,
    reply: adminLoginReply,
    reasons: ['BAD_CREDENTIALS', 'LOCKED_OUT', 'TOO_BUSY'],
    handle: async ({ body, request }) => {
      const opened = await admitHashing(() => orRefusal(accounts.logInAdmin(body, deviceOf(request))))
      if (!opened.ok) {
        await record({ kind: 'admin', siteId: body.siteId }, 'password', opened, request)
        return opened
      }
      if ('challenge' in opened.value) return accept(opened.value)
      return accept({ user: adminOf(opened.value.admin), ...tokensOf(opened.value) })
    },
  })
}

function secondStepRoute({ accounts, logins, devices, pool, clock }: LoginRouteDependencies): AnyRoute {
  const record = signInRecorder({ pool, clock })
  return route({
    method: 'post',
    path: '/api/auth/second-factor',
    summary: 'The second step of a log-in, of players and admins: challenge and code give the session',
    tag: TAG,
    access: 'none',
    body: secondFactorBody,
    reply: refreshReply,
    reasons: ['CODE_WRONG', 'CHALLENGE_OVER', 'SECOND_FACTOR_OFF', 'LOCKED_OUT'],
    handle: async ({ body, request, setCookie }) => {
      const { owner, result } = await logins.finish(body.challenge, body.code, deviceOf(request))
      if (owner !== undefined) await record(owner, 'second_factor', result, request)
      if (!result.ok) return result
      const { subject, pair } = result.value
      if (subject.kind === 'player') {
        keepDevice(devices, await findAccount(pool, { id: subject.userId }), request, setCookie)
        return accept({ user: await requireProfile(accounts, subject.userId), ...tokensOf(pair) })
      }
      const admin = await findAdmin(pool, { id: subject.adminId })
      return admin ? accept({ user: adminOf(admin), ...tokensOf(pair) }) : refuse('UNAUTHENTICATED', 'no such admin')
    },
  })
}
