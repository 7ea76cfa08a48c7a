import {
  accept,
  adminSlotTableSchema,
  adminSlotTablesReply,
  adminUserSchema,
  adminVersionParams,
  dashboardReply,
  refuse,
  slotTableSchema,
} from '@casino-club/shared'
import { z } from 'zod'
import { type OddsTables, slotAnalysis, type TableVersion } from '../games/index.ts'
import { findAdmin } from '../identity/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Dashboard } from './dashboard.service.ts'
import { ROLE_PERMISSIONS } from './permissions.ts'

const TAG = 'admin'

export interface AdminRouteDependencies {
  readonly pool: Pool
  readonly tables: OddsTables
  readonly dashboard: Dashboard
}

const toSlotTable = ({ odds, table }: TableVersion) => ({
  id: odds.version,
  status: odds.status,
  hash: odds.hash,
  note: odds.note,
  table: slotTableSchema.parse(table),
  analysis: slotAnalysis(odds.hash, table),
  createdAt: odds.createdAt.toISOString(),
  publishedAt: odds.publishedAt?.toISOString() ?? null,
  retiredAt: odds.retiredAt?.toISOString() ?? null,
})

/** The admin's own account, the dashboard, and odds tables. */
export function adminRoutes(deps: AdminRouteDependencies): AnyRoute[] {
  return [...overviewRoutes(deps), ...slotTableRoutes(deps.tables)]
}

function overviewRoutes({ pool, dashboard }: AdminRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/me',
      summary: 'The admin who asks, and what he may do',
      tag: TAG,
      access: { permission: 'dashboard:read' },
      whileEnrolling: true,
      reply: adminUserSchema.extend({ permissions: z.array(z.string()), enrolOnly: z.boolean() }),
      handle: async ({ principal }) => {
        const admin = await findAdmin(pool, { id: principal.adminId })
        if (admin === undefined) return refuse('UNAUTHENTICATED', 'no such admin')
        const { id, site_id: siteId, role, last_login_at } = admin
        return accept({
          id,
          siteId,
          role,
          lastLoginAt: last_login_at?.toISOString() ?? null,
          // The app shows nothing else to who must set up his second factor first.
          permissions: principal.enrolOnly ? [] : [...ROLE_PERMISSIONS[role]],
          enrolOnly: principal.enrolOnly === true,
        })
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/dashboard',
      summary: 'Live figures: who plays, how fast, and measured against exact return',
      tag: TAG,
      access: { permission: 'dashboard:read' },
      reply: dashboardReply,
      handle: async () => accept(await dashboard.read()),
    }),
  ]
}

function slotTableRoutes(tables: OddsTables): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/slot-tables',
      summary: 'Every version of the slot’s odds with its exact analysis',
      tag: TAG,
      access: { permission: 'slot-tables:read' },
      reply: adminSlotTablesReply,
      handle: async ({ total }) => {
        const versions = await tables.list('slot')
        total(versions.length)
        return accept(versions.map(toSlotTable))
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/slot-tables/:id',
      summary: 'One version of the slot’s odds',
      tag: TAG,
      access: { permission: 'slot-tables:read' },
      params: adminVersionParams,
      reply: adminSlotTableSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params }) => {
        const found = await tables.find('slot', params.id)
        return found ? accept(toSlotTable(found)) : refuse('NOT_FOUND', 'no such version')
      },
    }),
  ]
}
