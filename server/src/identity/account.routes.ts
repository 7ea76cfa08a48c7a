import {
  accept,
  changeEmailBody,
  changeEmailReply,
  changePasswordBody,
  deleteAccountBody,
  deleteAccountReply,
  forgotPasswordBody,
  mailQueuedReply,
  passwordReply,
  profileChangeBody,
  profileSchema,
  resetPasswordBody,
  verifyEmailBody,
  verifyEmailReply,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Accounts } from './accounts.service.ts'
import type { Emails } from './emails.service.ts'
import { admitHashing } from './hashing.ts'
import type { Departure, Leaving } from './leaving.service.ts'
import { localeOf } from './locale-of.ts'
import type { Passwords } from './passwords.service.ts'
import type { Profiles } from './profile.service.ts'
import { requireProfile } from './require-profile.ts'

const TAG = 'accounts'
const CONFIRMED = ['WRONG_PASSWORD', 'LOCKED_OUT', 'TOO_BUSY'] as const

export interface AccountRouteDependencies {
  readonly accounts: Accounts
  readonly emails: Emails
  readonly passwords: Passwords
  readonly profiles: Profiles
  readonly leaving: Leaving
}

const changed = (sessionsEnded: number) => accept({ changed: true as const, sessionsEnded })
const departed = ({ atMs, sessionsEnded }: Departure) =>
  accept({ deletionAt: new Date(atMs).toISOString(), sessionsEnded })

/** What a player changes about his own account. */
export function accountRoutes(deps: AccountRouteDependencies): AnyRoute[] {
  return [
    ...proofRoutes(deps),
    changeEmailRoute(deps),
    ...forgottenRoutes(deps),
    changePasswordRoute(deps),
    ...ownRoutes(deps),
  ]
}

function proofRoutes({ emails }: AccountRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/email/verify',
      summary: 'Proves an address with the link that was sent there; each link works once',
      tag: TAG,
      access: 'none',
      body: verifyEmailBody,
      reply: verifyEmailReply,
      reasons: ['LINK_INVALID', 'EMAIL_TAKEN'],
      limit: 'account',
      handle: async ({ body }) => {
        const verified = await emails.verify(body.token)
        return verified.ok ? accept({ verified: true }) : verified
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/email/resend',
      summary: 'Sends the link to the waiting address again; only the newest works',
      tag: TAG,
      access: 'player',
      reply: mailQueuedReply,
      reasons: ['EMAIL_UNCHANGED'],
      limit: 'account',
      handle: async ({ principal }) => {
        const queued = await emails.resend(principal.userId)
        return queued.ok ? accept({ accepted: true }) : queued
      },
    }),
  ]
}

function changeEmailRoute({ emails }: AccountRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/auth/email/change',
    summary: 'Sends a link to another address; it takes the place of the one before once it is proven',
    tag: TAG,
    access: 'player',
    stepUp: 'secondFactor',
    body: changeEmailBody,
    reply: changeEmailReply,
    reasons: [...CONFIRMED, 'EMAIL_UNCHANGED'],
    limit: 'account',
    handle: async ({ principal, body, request }) =>
      admitHashing(() => emails.change(principal.userId, body, request.address)),
  })
}

function forgottenRoutes({ passwords }: AccountRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/password/forgot',
      summary:
        'Sends a link for a new password to an address, if an account has proven it; the answer is always the same',
      tag: TAG,
      access: 'none',
      body: forgotPasswordBody,
      reply: mailQueuedReply,
      limit: 'account',
      handle: async ({ body, request }) => {
        const refusal = await passwords.forgot(body.email, localeOf(request.header('accept-language')))
        return refusal ?? accept({ accepted: true })
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/password/reset',
      summary: 'Sets a new password with the link from the mail and ends every session; each link works once',
      tag: TAG,
      access: 'none',
      body: resetPasswordBody,
      reply: passwordReply,
      reasons: ['LINK_INVALID', 'PASSWORD_TOO_COMMON', 'PASSWORD_IS_A_NAME', 'TOO_BUSY'],
      limit: 'account',
      handle: async ({ body }) => {
        const reset = await admitHashing(() => passwords.reset(body))
        return reset.ok ? changed(reset.value) : reset
      },
    }),
  ]
}

function changePasswordRoute({ passwords }: AccountRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/auth/password/change',
    summary:
      'Sets a new password by the one before, and ends the other sessions; the first one of an account without needs a fresh proof',
    tag: TAG,
    access: 'player',
    stepUp: ({ currentPassword }) => currentPassword === undefined || 'secondFactor',
    body: changePasswordBody,
    reply: passwordReply,
    reasons: [...CONFIRMED, 'PASSWORD_TOO_COMMON', 'PASSWORD_IS_A_NAME'],
    limit: 'account',
    handle: async ({ principal: { userId, sessionId }, body, request }) => {
      const who = { userId, sessionId, address: request.address }
      const renewed = await admitHashing(() => passwords.change(who, body))
      return renewed.ok ? changed(renewed.value) : renewed
    },
  })
}

function ownRoutes({ accounts, profiles, leaving }: AccountRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'patch',
      path: '/api/users/profile',
      summary: 'Changes one’s nickname (once in 30 days), phone number or language',
      tag: TAG,
      access: 'player',
      body: profileChangeBody,
      reply: profileSchema,
      reasons: ['NICKNAME_TAKEN', 'PHONE_TAKEN', 'NAME_RESERVED', 'NICKNAME_CHANGED_RECENTLY'],
      limit: 'account',
      handle: async ({ principal: { userId }, body }) => {
        const done = await profiles.change(userId, body)
        return done.ok ? accept(await requireProfile(accounts, userId)) : done
      },
    }),
    route({
      method: 'delete',
      path: '/api/users/me',
      summary: 'Asks for the account to be erased after a time of grace, and logs out everywhere',
      tag: TAG,
      access: 'player',
      stepUp: 'secondFactor',
      body: deleteAccountBody,
      reply: deleteAccountReply,
      reasons: [...CONFIRMED],
      limit: 'account',
      handle: async ({ principal, body, request }) => {
        const left = await admitHashing(() => leaving.leave(principal.userId, body.password, request.address))
        return left.ok ? departed(left.value) : left
      },
    }),
  ]
}
