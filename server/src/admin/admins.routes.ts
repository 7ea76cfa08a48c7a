import {
  accept,
  adminChangeBody,
  adminChangedReply,
  adminIdParams,
  adminsQuery,
  adminsReply,
  madeReply,
  newAdminBody,
  ownPasswordBody,
  ownPasswordReply,
  type Refusal,
  refuse,
  rolesReply,
} from '@casino-club/shared'
import {
  type AttemptGuard,
  findAdmin,
  hashPassword,
  isCommonPassword,
  keepAdmin,
  passwordFits,
  type Sessions,
} from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import { type AdminPrincipal, type AnyRoute, route } from '../platform/http/route.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { type AdminChange, changeAdmin, findAdmins, insertAdmin, lockAdmin } from './admins.store.ts'
import { insertAudit } from './audit.store.ts'
import { ROLE_PERMISSIONS } from './permissions.ts'

const TAG = 'admin'
const READ = { permission: 'admins:read' }
const EDIT = { permission: 'admins:edit' }
const CURRENT_WRONG = refuse('BAD_CREDENTIALS', 'the current password is wrong')

export interface AdminsRouteDependencies {
  readonly pool: Pool
  readonly sessions: Sessions
  readonly guard: AttemptGuard
  readonly clock: Clock
}

/** The people who run the club, and what each role may do. */
export function adminsRoutes(deps: AdminsRouteDependencies): AnyRoute[] {
  return [...readRoutes(deps), createRoute(deps), changeRoute(deps), ownPasswordRoute(deps)]
}

function readRoutes({ pool }: AdminsRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/admins',
      summary: 'Admins, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminsQuery,
      reply: adminsReply,
      handle: async ({ query, total }) => {
        const found = await findAdmins(pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.admins)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/roles',
      summary: 'What each role may do',
      tag: TAG,
      access: READ,
      reply: rolesReply,
      handle: async () =>
        accept({
          viewer: [...ROLE_PERMISSIONS.viewer],
          support: [...ROLE_PERMISSIONS.support],
          operator: [...ROLE_PERMISSIONS.operator],
          owner: [...ROLE_PERMISSIONS.owner],
        }),
    }),
  ]
}

function createRoute({ pool, clock, sessions }: AdminsRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/admins',
    summary: 'Makes an admin account',
    tag: TAG,
    access: EDIT,
    stepUp: true,
    body: newAdminBody,
    reply: madeReply,
    reasons: ['SITE_ID_TAKEN', 'PASSWORD_TOO_COMMON'],
    handle: async ({ principal, body: { siteId, role, password, reason }, request }) => {
      if (isCommonPassword(password)) return refuse('PASSWORD_TOO_COMMON', 'this password is among the first tried')
      const passwordHash = await hashPassword(password)
      const nowMs = clock.nowMs()
      return inTransaction(pool, async (tx) => {
        // He may have been put out while the password was hashed.
        await sessions.requireOpen(tx, principal.sessionId)
        const id = await insertAdmin(tx, { siteId, role, passwordHash, nowMs })
        if (id === undefined) return refuse('SITE_ID_TAKEN', 'an admin has this name')
        const record = { action: 'admins.create', targetType: 'admin', targetId: String(id), reason, atMs: nowMs }
        await insertAudit(tx, { admin: principal, request }, { ...record, before: null, after: { siteId, role } })
        return accept({ id })
      })
    },
  })
}

/** Nobody changes his own account here, and the club always keeps an owner who can log in. */
function refuseChange(
  principal: AdminPrincipal,
  adminId: number,
  { role, disabled }: { role?: string | undefined; disabled?: boolean | undefined },
  lastOwner: boolean,
): Refusal | undefined {
  if (principal.adminId === adminId) return refuse('FORBIDDEN', 'your own account is changed by another owner')
  if (lastOwner && (disabled === true || (role !== undefined && role !== 'owner'))) {
    return refuse('LAST_OWNER', 'the club keeps one owner who can log in')
  }
  return undefined
}

function changeRoute({ pool, clock, sessions }: AdminsRouteDependencies): AnyRoute {
  return route({
    method: 'put',
    path: '/api/admin/admins/:id',
    summary: 'Changes an admin’s role, state or password; his sessions end',
    tag: TAG,
    access: EDIT,
    stepUp: true,
    params: adminIdParams,
    body: adminChangeBody,
    reply: adminChangedReply,
    reasons: ['NOT_FOUND', 'FORBIDDEN', 'LAST_OWNER', 'PASSWORD_TOO_COMMON'],
    handle: async ({ principal, params: { id }, body: { reason, password, role, disabled }, request }) => {
      if (password !== undefined && isCommonPassword(password)) {
        return refuse('PASSWORD_TOO_COMMON', 'this password is among the first tried')
      }
      const passwordHash = password === undefined ? undefined : await hashPassword(password)
      const nowMs = clock.nowMs()
      return inTransaction(pool, async (tx) => {
        const found = await lockAdmin(tx, id)
        // After the wait for another owner, who may have put this one out.
        await sessions.requireOpen(tx, principal.sessionId)
        if (found === undefined) return refuse('NOT_FOUND', 'no such admin')
        const refusal = refuseChange(principal, id, { role, disabled }, found.lastOwner)
        if (refusal) return refusal
        const change: AdminChange = { role, disabled, passwordHash }
        await changeAdmin(tx, id, change, nowMs)
        // The role stands in the access token.
        const ended = await sessions.endIn(tx, { adminId: id }, 'FORCED')
        const { admin } = found
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            action: 'admins.update',
            targetType: 'admin',
            targetId: String(id),
            reason,
            before: { role: admin.role, disabled: admin.disabledAt !== null },
            after: {
              role: role ?? admin.role,
              disabled: disabled ?? admin.disabledAt !== null,
              ...(password !== undefined && { password: 'changed' }),
            },
            atMs: nowMs,
          },
        )
        return accept({ changed: true as const, sessions: ended })
      })
    },
  })
}

function ownPasswordRoute({ pool, clock, sessions, guard }: AdminsRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/me/password',
    stepUp: 'secondFactor',
    summary: 'Changes one’s own password; every session ends, this one too',
    tag: TAG,
    access: { permission: 'dashboard:read' },
    body: ownPasswordBody,
    reply: ownPasswordReply,
    reasons: ['BAD_CREDENTIALS', 'LOCKED_OUT', 'PASSWORD_TOO_COMMON'],
    limit: 'signup',
    handle: async ({ principal, body: { currentPassword, newPassword }, request }) => {
      // A stolen session is no way to guess on: failures count as failed log-ins.
      const names = [{ scope: 'admin', subject: principal.siteId }] as const
      const confirmed = await guard.judge({ names, address: request.address }, CURRENT_WRONG, async () => {
        const found = await findAdmin(pool, { id: principal.adminId })
        return (await passwordFits(found?.password_hash, currentPassword)) ? found : undefined
      })
      if (!confirmed.ok) return confirmed
      const admin = confirmed.value
      if (isCommonPassword(newPassword)) return refuse('PASSWORD_TOO_COMMON', 'this password is among the first tried')
      const passwordHash = await hashPassword(newPassword)
      const nowMs = clock.nowMs()
      return inTransaction(pool, async (tx) => {
        // Another owner may have set another one since it was confirmed.
        if ((await keepAdmin(tx, admin.id))?.password_hash !== admin.password_hash) throw new Refused(CURRENT_WRONG)
        await changeAdmin(tx, admin.id, { passwordHash }, nowMs)
        const ended = await sessions.endIn(tx, { adminId: admin.id }, 'LOGOUT_ALL')
        const record = { targetType: 'admin', targetId: String(admin.id), reason: null, before: null, atMs: nowMs }
        await insertAudit(
          tx,
          { admin: principal, request },
          { ...record, action: 'admins.password', after: { sessions: ended } },
        )
        return accept({ changed: true as const, sessions: ended })
      })
    },
  })
}
