import {
  accept,
  codeBody,
  doneReply,
  enrolReply,
  loggedOutReply,
  pagingSchema,
  provenReply,
  recoveryCodesReply,
  refuse,
  secondFactorOffBody,
  secondFactorSchema,
  sessionParams,
  sessionsReply,
  signInsReply,
  stepUpBody,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { coarseAddress, describeDevice } from './describe-device.ts'
import { admitHashing } from './hashing.ts'
import { askerOf, factorOwnerOf } from './replies.ts'
import type { SecondFactors } from './second-factor/second-factor.service.ts'
import type { Sessions } from './sessions.service.ts'
import { findSessions, type SessionOwner, type SessionRow } from './sessions.store.ts'
import { findSignIns, type SignInRow } from './sign-ins.store.ts'

const TAG = 'access'

export interface AccessRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly sessions: Sessions
  readonly factors: SecondFactors
}

const iso = (msOrDate: number | Date): string => new Date(msOrDate).toISOString()

export const viewSession = (row: SessionRow, currentId: string | null) => ({
  id: row.id,
  current: row.id === currentId,
  device: describeDevice(row.user_agent),
  address: coarseAddress(row.address),
  createdAt: iso(row.created_at),
  lastUsedAt: iso(row.last_used_at),
})

export const viewSignIn = (row: SignInRow) => ({
  id: row.id,
  method: row.method,
  outcome: row.outcome,
  reason: row.reason,
  device: describeDevice(row.user_agent),
  address: coarseAddress(row.address),
  occurredAt: iso(row.occurred_at),
})

/** What players and admins alike see and change of their own access. */
export function accessRoutes(deps: AccessRouteDependencies): AnyRoute[] {
  return [
    ...sessionRoutes(deps),
    ...enrolmentRoutes(deps.factors),
    ...proofRoutes(deps.factors),
    signInRoute(deps.pool),
  ]
}

function sessionRoutes({ pool, clock, sessions }: AccessRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/auth/sessions',
      summary: 'One’s own open sessions, the last used first',
      tag: TAG,
      access: 'any',
      reply: sessionsReply,
      handle: async ({ principal }) => {
        const { owner, sessionId } = askerOf(principal)
        const rows = await findSessions(pool, owner, clock.nowMs())
        return accept(rows.map((row) => viewSession(row, sessionId)))
      },
    }),
    route({
      method: 'delete',
      path: '/api/auth/sessions/:id',
      summary: 'Ends one of one’s own sessions; its open game connections close',
      tag: TAG,
      access: 'any',
      params: sessionParams,
      reply: loggedOutReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal, params: { id } }) => {
        const ended = await sessions.end({ id, owner: askerOf(principal).owner }, 'ENDED')
        return ended > 0
          ? accept({ loggedOut: true, sessions: ended })
          : refuse('NOT_FOUND', 'no such session of yours')
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/logout-others',
      summary: 'Ends every session of this account but this one',
      tag: TAG,
      access: 'any',
      stepUp: true,
      reply: loggedOutReply,
      handle: async ({ principal }) => {
        const { owner, sessionId } = askerOf(principal)
        const ended = await sessions.end({ owner, except: sessionId }, 'LOGOUT_OTHERS')
        return accept({ loggedOut: true, sessions: ended })
      },
    }),
  ]
}

function enrolmentRoutes(factors: SecondFactors): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/second-factor/enrol',
      summary: 'Begins to set up a second factor; nothing is asked for until it is confirmed',
      tag: TAG,
      access: 'any',
      whileEnrolling: true,
      stepUp: true,
      reply: enrolReply,
      reasons: ['SECOND_FACTOR_ON'],
      handle: ({ principal }) => factors.begin(askerOf(principal).owner),
    }),
    route({
      method: 'post',
      path: '/api/auth/second-factor/confirm',
      summary: 'Turns the second factor on with a first code; the recovery codes are shown this once',
      tag: TAG,
      access: 'any',
      whileEnrolling: true,
      body: codeBody,
      reply: recoveryCodesReply,
      reasons: ['CODE_WRONG', 'LOCKED_OUT'],
      handle: async ({ principal, body: { code }, request }) => {
        const confirmed = await factors.confirm(factorOwnerOf(principal, request), code)
        return confirmed.ok ? accept({ recoveryCodes: confirmed.value }) : confirmed
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/second-factor/recovery-codes',
      summary: 'Makes new recovery codes; those before are good no more',
      tag: TAG,
      access: 'any',
      stepUp: true,
      reply: recoveryCodesReply,
      reasons: ['SECOND_FACTOR_OFF'],
      handle: async ({ principal, request }) => {
        const renewed = await factors.renewRecoveryCodes(factorOwnerOf(principal, request))
        return renewed.ok ? accept({ recoveryCodes: renewed.value }) : renewed
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/second-factor/off',
      summary:
        'Turns the second factor off, with password and code; an admin who must have one is logged out everywhere',
      tag: TAG,
      access: 'any',
      body: secondFactorOffBody,
      reply: doneReply,
      reasons: ['PASSWORD_WRONG', 'CODE_WRONG', 'SECOND_FACTOR_OFF', 'LOCKED_OUT'],
      handle: async ({ principal, body: { password, code }, request }) => {
        const off = await admitHashing(() => factors.turnOff(factorOwnerOf(principal, request), password, code))
        return off.ok ? accept({ done: true }) : off
      },
    }),
  ]
}

function proofRoutes(factors: SecondFactors): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/auth/second-factor',
      summary: 'Whether one has a second factor, and how one proves oneself once more',
      tag: TAG,
      access: 'any',
      whileEnrolling: true,
      reply: secondFactorSchema,
      handle: async ({ principal }) => accept(await factors.status(askerOf(principal))),
    }),
    route({
      method: 'post',
      path: '/api/auth/step-up',
      summary: 'Proves this session once more: a code where there is a second factor, else the password',
      tag: TAG,
      access: 'any',
      whileEnrolling: true,
      body: stepUpBody,
      reply: provenReply,
      reasons: ['CODE_WRONG', 'PASSWORD_WRONG', 'LOCKED_OUT'],
      handle: async ({ principal, body }) => {
        const proven = await admitHashing(() => factors.prove(askerOf(principal), body))
        return proven.ok ? accept({ provenUntil: iso(proven.value) }) : proven
      },
    }),
  ]
}

function signInRoute(pool: Pool): AnyRoute {
  return route({
    method: 'get',
    path: '/api/auth/sign-ins',
    summary: 'Attempts to log in to one’s own account',
    tag: TAG,
    access: 'any',
    query: pagingSchema,
    reply: signInsReply,
    handle: async ({ principal, query, total }) => {
      const owner: SessionOwner = askerOf(principal).owner
      const found = await findSignIns(pool, { ...query, owner, ascending: query.order.toUpperCase() === 'ASC' })
      total(found.total)
      return accept(found.rows.map(viewSignIn))
    },
  })
}
