import {
  accept,
  refuse,
  suppressBody,
  suppressionParams,
  suppressionSchema,
  suppressionsQuery,
  suppressionsReply,
  unsuppressBody,
} from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import { findSuppression, findSuppressions, suppress, unsuppress } from './suppressions.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/email/suppressions'
const EDIT = { permission: 'suppressions:edit' }

interface SuppressionDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

/** Addresses that get no letters of the club's own accord, as those who run it see them: never the address itself. */
export function suppressionRoutes(deps: SuppressionDependencies): AnyRoute[] {
  return [...readRoutes(deps), ...writeRoutes(deps)]
}

function readRoutes({ pool }: SuppressionDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Addresses that no letter goes to, or that were refused, by player; never the address itself',
      tag: TAG,
      access: { permission: 'suppressions:read' },
      query: suppressionsQuery,
      reply: suppressionsReply,
      handle: async ({ query, total }) => {
        const found = await findSuppressions(pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.suppressions)
      },
    }),
  ]
}

function writeRoutes({ pool, clock }: SuppressionDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: PATH,
      summary: 'Keeps letters from an address; only its hash is kept',
      tag: TAG,
      access: EDIT,
      body: suppressBody,
      reply: suppressionSchema,
      reasons: ['NOTHING_TO_CHANGE'],
      handle: ({ principal, request, body }) =>
        inTransaction(pool, async (tx) => {
          const nowMs = clock.nowMs()
          const id = await suppress(tx, { ...body, adminId: principal.adminId, nowMs })
          if (id === undefined) return refuse('NOTHING_TO_CHANGE', 'no letter goes to this address already')
          await insertAudit(
            tx,
            { admin: principal, request },
            { ...acted('email.suppress', id), reason: body.reason, after: { suppressed: true }, atMs: nowMs },
          )
          return shown(await findSuppression(tx, id))
        }),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/lift`,
      summary: 'Lets letters reach an address again; its refusals are forgotten',
      tag: TAG,
      access: EDIT,
      params: suppressionParams,
      body: unsuppressBody,
      reply: suppressionSchema,
      reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { id }, body }) =>
        inTransaction(pool, async (tx) => {
          const before = await findSuppression(tx, id)
          if (before === undefined) return refuse('NOT_FOUND', 'no such address')
          if (!(await unsuppress(tx, id))) return refuse('NOTHING_TO_CHANGE', 'letters reach this address')
          const change = { ...acted('email.unsuppress', id), before: { suppressed: true, reason: before.reason } }
          const record = { ...change, reason: body.reason, after: null, atMs: clock.nowMs() }
          await insertAudit(tx, { admin: principal, request }, record)
          return accept({ ...before, suppressed: false, reason: null, by: null, refusals: 0, lastRefusal: null })
        }),
    }),
  ]
}

const acted = (action: string, id: number) => ({
  action,
  targetType: 'email_suppression',
  targetId: String(id),
  before: null,
})

const shown = <T>(found: T | undefined) =>
  found === undefined ? refuse('NOT_FOUND', 'no such address') : accept(found)
