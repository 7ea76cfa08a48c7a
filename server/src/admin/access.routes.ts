import {
  accept,
  adminIdParams,
  adminSignInsQuery,
  adminSignInsReply,
  doneReply,
  forcedLogoutReply,
  refuse,
  sessionParams,
  sessionsReply,
  signInHoursQuery,
  signInHoursReply,
} from '@casino-club/shared'
import {
  countSignInsByHour,
  findSessions,
  findSignIns,
  type SecondFactors,
  type Sessions,
  viewSession,
  viewSignIn,
} from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AdminPrincipal, type AnyRoute, type RequestInfo, route } from '../platform/http/route.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { insertAudit } from './audit.store.ts'

const TAG = 'admin'

export interface AdminAccessDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly sessions: Sessions
  readonly factors: SecondFactors
}

/** How players and admins get in, as the admins see and change it. */
export function adminAccessRoutes(deps: AdminAccessDependencies): AnyRoute[] {
  return [...playerSessionRoutes(deps), ...signInRoutes(deps), ...adminAccountRoutes(deps)]
}

interface AuditedChange {
  readonly action: string
  readonly targetType: string
  readonly targetId: number
  readonly after: Record<string, unknown>
}

function audited({ clock }: AdminAccessDependencies, admin: AdminPrincipal, request: RequestInfo) {
  return (tx: Queryable, { targetId, ...change }: AuditedChange) =>
    insertAudit(
      tx,
      { admin, request },
      { ...change, targetId: String(targetId), reason: null, before: null, atMs: clock.nowMs() },
    )
}

function playerSessionRoutes(deps: AdminAccessDependencies): AnyRoute[] {
  const { pool, clock, sessions } = deps
  return [
    route({
      method: 'get',
      path: '/api/admin/players/:id/sessions',
      summary: 'A player’s open sessions, the last used first',
      tag: TAG,
      access: { permission: 'players:read' },
      params: adminIdParams,
      reply: sessionsReply,
      handle: async ({ params: { id }, total }) => {
        const rows = await findSessions(pool, { userId: id }, clock.nowMs())
        total(rows.length)
        return accept(rows.map((row) => viewSession(row, null)))
      },
    }),
    route({
      method: 'delete',
      path: '/api/admin/players/:id/sessions/:sessionId',
      summary: 'Ends one session of a player; its game connections close',
      tag: TAG,
      access: { permission: 'players:logout' },
      params: adminIdParams.extend({ sessionId: sessionParams.shape.id }),
      reply: forcedLogoutReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal, params: { id, sessionId }, request }) => {
        const audit = audited(deps, principal, request)
        const ended = await inTransaction(pool, async (tx) => {
          const count = await sessions.endIn(tx, { id: sessionId, owner: { userId: id } }, 'FORCED')
          const change = { action: 'players.logout', targetType: 'player', targetId: id }
          if (count > 0) await audit(tx, { ...change, after: { sessions: count, sessionId } })
          return count
        })
        return ended > 0
          ? accept({ loggedOut: true as const, sessions: ended })
          : refuse('NOT_FOUND', 'no such open session')
      },
    }),
  ]
}

function signInRoutes({ pool, clock }: AdminAccessDependencies): AnyRoute[] {
  const access = { permission: 'sign-ins:read' }
  return [
    route({
      method: 'get',
      path: '/api/admin/sign-ins',
      summary: 'Attempts to log in of players and admins',
      tag: TAG,
      access,
      query: adminSignInsQuery,
      reply: adminSignInsReply,
      handle: async ({ query, total }) => {
        const found = await findSignIns(pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(
          found.rows.map((row) => ({
            ...viewSignIn(row),
            kind: row.kind,
            accountId: row.user_id ?? row.admin_id,
            siteId: row.site_id,
          })),
        )
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/sign-ins/hours',
      summary: 'Log-ins and failed attempts by hour',
      tag: TAG,
      access,
      query: signInHoursQuery,
      reply: signInHoursReply,
      handle: async ({ query: { hours } }) => {
        const counted = await countSignInsByHour(pool, hours, clock.nowMs())
        return accept({ hours: counted.map((row) => ({ ...row, hour: row.hour.toISOString() })) })
      },
    }),
  ]
}

function adminAccountRoutes(deps: AdminAccessDependencies): AnyRoute[] {
  const { pool, factors } = deps
  return [
    route({
      method: 'post',
      path: '/api/admin/admins/:id/second-factor/reset',
      summary: 'Takes away the second factor of an admin who has lost it, and ends his sessions',
      tag: TAG,
      access: { permission: 'admins:second-factor' },
      stepUp: true,
      params: adminIdParams,
      reply: doneReply,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async ({ principal, params: { id }, request }) => {
        if (id === principal.adminId) return refuse('CONFLICT', 'one’s own is turned off with password and code')
        const audit = audited(deps, principal, request)
        const removed = await inTransaction(pool, async (tx) => {
          await deps.sessions.requireOpen(tx, principal.sessionId)
          if (!(await factors.remove(tx, { adminId: id }))) return false
          const sessions = await deps.sessions.endIn(tx, { adminId: id }, 'FORCED')
          const change = { action: 'admins.second-factor-reset', targetType: 'admin', targetId: id }
          await audit(tx, { ...change, after: { sessions } })
          return true
        })
        return removed ? accept({ done: true }) : refuse('NOT_FOUND', 'this admin has no second factor')
      },
    }),
  ]
}
