import {
  accept,
  type PushOrigin,
  pushCleanupBody,
  pushCleanupQuery,
  pushCleanupReply,
  pushDashboardReply,
  pushOriginsReply,
  pushReleaseBody,
  pushRunsQuery,
  pushRunsReply,
  pushSettingsBody,
  pushSettingsSchema,
  refuse,
} from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import { releaseHold } from '../notify/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { PushCleanup } from './cleanup.service.ts'
import { findRuns } from './cleanup-runs.store.ts'
import { countSubscriptions } from './dashboard.store.ts'
import { findOrigins, type OriginRow, releaseOrigin } from './origins.store.ts'
import { sayTo } from './push.routes.ts'
import { findSettings } from './settings.store.ts'

export interface PushAdminDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly cleanup: PushCleanup
}

const READ = { permission: 'push:read' }
const EDIT = { permission: 'push:edit' }

/** Web push for those who run the club. */
export function pushAdminRoutes(deps: PushAdminDependencies): AnyRoute[] {
  return [...healthRoutes(deps), ...cleanupRoutes(deps), ...settingsRoutes(deps)]
}

function healthRoutes({ pool, clock }: PushAdminDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/push/dashboard',
      summary: 'How the subscriptions stand, and by which browsers',
      tag: 'admin',
      access: READ,
      reply: pushDashboardReply,
      handle: async () => accept(await countSubscriptions(pool)),
    }),
    route({
      method: 'get',
      path: '/api/admin/push/origins',
      summary: 'How each push service is doing',
      tag: 'admin',
      access: READ,
      reply: pushOriginsReply,
      handle: async ({ total }) => {
        const origins = (await findOrigins(pool)).map(viewOrigin)
        total(origins.length)
        return accept(origins)
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/push/origins/release',
      summary: 'Lets a push service be asked again at once, with what was held for it',
      tag: 'admin',
      access: EDIT,
      body: pushReleaseBody,
      reply: pushOriginsReply,
      reasons: ['NOTHING_TO_CHANGE'],
      handle: async ({ principal, request, body: { origin, reason } }) => {
        const released = await inTransaction(pool, async (tx) => {
          const nowMs = clock.nowMs()
          const [before] = (await findOrigins(tx)).filter((one) => one.origin === origin)
          if (before === undefined) return false
          const hold = await releaseHold(tx, { channel: 'push', origin }, { nowMs, adminId: principal.adminId })
          if (!(await releaseOrigin(tx, origin, nowMs)) && hold === undefined) return false
          const { state, slow_until, waiting } = before
          await insertAudit(
            tx,
            { admin: principal, request },
            {
              ...{ action: 'push.release', targetType: 'push-origin', targetId: origin, reason, atMs: nowMs },
              ...{
                before: { state, slowUntil: slow_until?.toISOString() ?? null, waiting },
                after: { state: 'closed', released: hold?.released ?? 0 },
              },
            },
          )
          return true
        })
        if (!released) return refuse('NOTHING_TO_CHANGE', 'this push service is asked already')
        return accept((await findOrigins(pool)).map(viewOrigin))
      },
    }),
  ]
}

function cleanupRoutes({ pool, cleanup }: PushAdminDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/push/subscription/cleanup',
      summary: 'Cleans up subscriptions that nobody is reached by; with ?preview=true only counts them',
      tag: 'push',
      access: { permission: 'push:clean' },
      query: pushCleanupQuery,
      body: pushCleanupBody,
      reply: pushCleanupReply,
      handle: async ({ principal, request, query, body }) => {
        if (query.preview === 'true') {
          return accept({ message: sayTo(request, 'previewed'), ...(await cleanup.preview(body)) })
        }
        const counts = await cleanup.run(body, { admin: principal, request })
        return accept({ message: sayTo(request, 'cleaned'), ...counts })
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/push/runs',
      summary: 'The clean-ups there were, and by whom',
      tag: 'admin',
      access: READ,
      query: pushRunsQuery,
      reply: pushRunsReply,
      handle: async ({ query: { page, perPage, order }, total }) => {
        const found = await findRuns(pool, { page, perPage, ascending: order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.runs)
      },
    }),
  ]
}

function settingsRoutes({ pool, cleanup }: PushAdminDependencies): AnyRoute[] {
  const path = '/api/admin/push/settings'
  return [
    route({
      method: 'get',
      path,
      summary: 'What the daily clean-up does, and when a subscription is given up',
      tag: 'admin',
      access: READ,
      reply: pushSettingsSchema,
      handle: async () => accept(await findSettings(pool)),
    }),
    route({
      method: 'put',
      path,
      summary: 'Changes it',
      tag: 'admin',
      access: EDIT,
      body: pushSettingsBody,
      reply: pushSettingsSchema,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, body }) => cleanup.write(body, { admin: principal, request }),
    }),
  ]
}

function viewOrigin(row: OriginRow): PushOrigin {
  const { origin: id, state, waiting, sent, gone, again, held, poison } = row
  const answers = sent + gone + again + held + poison
  return {
    ...{ id, state, waiting, sent, gone, again, held, poison },
    openedAt: row.opened_at?.toISOString() ?? null,
    probeAt: row.probe_at?.toISOString() ?? null,
    slowUntil: row.slow_until?.toISOString() ?? null,
    meanMillis: answers === 0 ? null : Math.round(row.millis / answers),
    lastStatus: row.last_status,
    lastAt: row.last_at?.toISOString() ?? null,
  }
}
