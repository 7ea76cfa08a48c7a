import {
  accept,
  doneReply,
  providerCallbackQuery,
  providerReply,
  providerSessionReply,
  providerSignUpBody,
  providerTicketBody,
  refuse,
  sessionReply,
} from '@casino-club/shared'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import { cookiesOf } from '../../platform/http/mount.ts'
import { type AnyRoute, type RequestInfo, route } from '../../platform/http/route.ts'
import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findAccount } from '../account-row.store.ts'
import type { Accounts } from '../accounts.service.ts'
import type { DeviceCookies } from '../device-cookies.ts'
import { admitHashing } from '../hashing.ts'
import { localeOf } from '../locale-of.ts'
import { keepDevice } from '../login.routes.ts'
import { deviceOf, tokensOf } from '../replies.ts'
import { requireProfile } from '../require-profile.ts'
import { signInRecorder } from '../sign-in-recorder.ts'
import { LOGIN_SECONDS, type OidcLogins } from './oidc.service.ts'
import { ProviderAway, ProviderRefused } from './provider.ts'

const TAG = 'provider'
const COOKIE = 'casino_oidc'
const PATH = '/api/auth/oidc'

export interface OidcRouteDependencies {
  readonly oidc: OidcLogins
  readonly accounts: Accounts
  readonly devices: DeviceCookies
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  /** Where the web app is; the browser comes back to nowhere else. */
  readonly publicUrl: string
}

/** What the browser that began is known by. */
const browserOf = (request: RequestInfo): string => cookiesOf(request.header('cookie')).get(COOKIE) ?? ''

/** Whether log-ins by a provider are offered; where they are not, that is all there is. */
export function providerRoutes(deps: OidcRouteDependencies | null): AnyRoute[] {
  const routes = [statusRoute(deps?.oidc ?? null)]
  return deps === null ? routes : [...routes, ...browserRoutes(deps), ...ticketRoutes(deps), ...linkRoutes(deps)]
}

function statusRoute(oidc: OidcLogins | null): AnyRoute {
  return route({
    method: 'get',
    path: PATH,
    summary: 'Whether one can log in by a provider, and whether one’s own account is linked',
    tag: TAG,
    access: 'optional',
    reply: providerReply,
    handle: async ({ principal }) => {
      const ways = oidc && principal?.kind === 'player' ? await oidc.waysIn(principal.userId) : undefined
      return accept({
        enabled: oidc !== null,
        linked: ways?.linked ?? null,
        hasPassword: ways?.has_password ?? null,
      })
    },
  })
}

/** The two addresses that a browser itself goes to. */
function browserRoutes({ oidc, log, publicUrl }: OidcRouteDependencies): AnyRoute[] {
  const home = (fragment: string) => ({ redirectTo: new URL(`/login/provider#${fragment}`, publicUrl).href })
  // Lax: the way back begins at the provider's page. Without Secure where the club itself is reached without TLS.
  const cookie = (value: string, seconds: number) =>
    `${COOKIE}=${value}; Path=${PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`
  return [
    route({
      method: 'get',
      path: `${PATH}/start`,
      summary: 'Sends the browser to the provider',
      tag: TAG,
      access: 'none',
      query: z.strictObject({}),
      redirects: true,
      handle: async ({ setCookie }) => {
        try {
          const { location, browser } = await oidc.begin()
          setCookie(cookie(browser, LOGIN_SECONDS))
          return accept({ redirectTo: location.href })
        } catch (error) {
          if (!(error instanceof ProviderAway)) throw error
          log.warn({ err: error }, 'the provider cannot be reached')
          return accept(home('refused=TEMPORARILY_UNAVAILABLE'))
        }
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/callback`,
      summary: 'Where the provider sends the browser back to; the web app goes on with a ticket of one use',
      tag: TAG,
      access: 'none',
      query: providerCallbackQuery,
      redirects: true,
      handle: async ({ request }) => {
        try {
          const ticket = await oidc.comeBack(request.query, browserOf(request))
          return accept(home(ticket === undefined ? 'refused=CHALLENGE_OVER' : `ticket=${ticket}`))
        } catch (error) {
          if (error instanceof ProviderAway) return accept(home('refused=TEMPORARILY_UNAVAILABLE'))
          if (!(error instanceof ProviderRefused)) throw error
          log.warn({ why: error.cause instanceof Error ? error.cause.message : null }, 'a provider was not believed')
          return accept(home('refused=PROVIDER_REFUSED'))
        }
      },
    }),
  ]
}

function ticketRoutes({ oidc, accounts, devices, pool, clock }: OidcRouteDependencies): AnyRoute[] {
  const record = signInRecorder({ pool, clock })
  return [
    route({
      method: 'post',
      path: `${PATH}/session`,
      summary: 'Trades a ticket for a session, for a challenge, or for the word that an account must be opened first',
      tag: TAG,
      access: 'none',
      body: providerTicketBody,
      reply: providerSessionReply,
      reasons: ['CHALLENGE_OVER', 'DELETION_PENDING', 'BANNED', 'ACCOUNT_MERGED'],
      handle: async ({ body: { ticket }, request, setCookie }) => {
        const opened = await oidc.logIn(ticket, browserOf(request), deviceOf(request))
        if (!opened.ok) return opened
        if (opened.value === 'signUp') return accept({ signUp: 'needed' as const })
        const { userId } = opened.value
        await record({ userId }, 'provider', { ok: true, challenged: 'challenge' in opened.value }, request)
        if ('challenge' in opened.value) return accept(opened.value)
        keepDevice(devices, await findAccount(pool, { id: userId }), request, setCookie)
        return accept({ user: await requireProfile(accounts, userId), ...tokensOf(opened.value) })
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/signup`,
      summary: 'Opens an account for whom the provider vouches for, with an invite code, and logs in',
      tag: TAG,
      access: 'none',
      body: providerSignUpBody,
      reply: sessionReply,
      reasons: [
        'CHALLENGE_OVER',
        'IDENTITY_TAKEN',
        'INVITE_UNKNOWN',
        'INVITE_DISABLED',
        'INVITE_EXPIRED',
        'INVITE_USED_UP',
        'SITE_ID_TAKEN',
        'NICKNAME_TAKEN',
        'NAME_RESERVED',
        'TOO_BUSY',
      ],
      limit: 'signup',
      handle: async ({ body: { ticket, ...body }, request, setCookie }) => {
        const locale = localeOf(request.header('accept-language'))
        const opened = await admitHashing(() =>
          oidc.signUp(ticket, browserOf(request), body, deviceOf(request), locale),
        )
        if (!opened.ok) return opened
        const { userId } = opened.value
        await record({ userId }, 'provider', { ok: true }, request)
        keepDevice(devices, await findAccount(pool, { id: userId }), request, setCookie)
        return accept({ user: await requireProfile(accounts, userId), ...tokensOf(opened.value) })
      },
    }),
  ]
}

function linkRoutes({ oidc }: OidcRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/link`,
      summary: 'Links whom the provider vouches for with the account that is logged in',
      tag: TAG,
      access: 'player',
      stepUp: true,
      body: providerTicketBody,
      reply: doneReply,
      reasons: ['CHALLENGE_OVER', 'IDENTITY_TAKEN'],
      handle: async ({ principal, body: { ticket }, request }) => {
        const linked = await oidc.linkTo(principal, ticket, browserOf(request))
        return linked.ok ? accept({ done: true }) : refuse(linked.reason, linked.message)
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/unlink`,
      summary: 'Undoes the link; an account keeps at least one way in',
      tag: TAG,
      access: 'player',
      stepUp: true,
      reply: doneReply,
      reasons: ['LAST_WAY_IN', 'NOT_FOUND'],
      handle: async ({ principal }) => {
        const unlinked = await oidc.unlink(principal.userId)
        return unlinked.ok ? accept({ done: true }) : unlinked
      },
    }),
  ]
}
