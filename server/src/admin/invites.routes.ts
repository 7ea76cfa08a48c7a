import { createHash } from 'node:crypto'
import {
  accept,
  type InviteRecord,
  inviteBatchBody,
  inviteBatchReply,
  inviteDisableBody,
  inviteExportQuery,
  inviteParams,
  inviteSchema,
  invitesQuery,
  invitesReply,
  inviteUsesQuery,
  inviteUsesReply,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { insertAudit } from './audit.store.ts'
import { newInviteCode } from './invite-code.ts'
import {
  disableInvite,
  eachInvite,
  findBatch,
  findInviteRecord,
  findInvites,
  findUses,
  type InviteFilter,
  insertBatch,
} from './invites.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/invites'
const READ = { permission: 'invites:read' }
const EDIT = { permission: 'invites:edit' }

export interface InviteRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
}

/** Invite codes as the admins see, make and withdraw them. */
export function inviteRoutes(deps: InviteRouteDependencies): AnyRoute[] {
  return [exportRoute(deps), ...readRoutes(deps), batchRoute(deps), disableRoute(deps)]
}

const isAscending = (order: string): boolean => order.toUpperCase() === 'ASC'

function readRoutes({ pool, clock }: InviteRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Invite codes, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: invitesQuery,
      reply: invitesReply,
      handle: async ({ query, total }) => {
        const found = await findInvites(pool, { ...query, ascending: isAscending(query.order) }, clock.nowMs())
        total(found.total)
        return accept(found.invites)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One invite code',
      tag: TAG,
      access: READ,
      params: inviteParams,
      reply: inviteSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const invite = await findInviteRecord(pool, id, clock.nowMs())
        return invite ? accept(invite) : refuse('NOT_FOUND', 'no such invite code')
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/uses`,
      summary: 'Who came in by a code',
      tag: TAG,
      access: READ,
      params: inviteParams,
      query: inviteUsesQuery,
      reply: inviteUsesReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await findUses(pool, id, { ...query, ascending: isAscending(query.order) })
        total(found.total)
        return accept(found.uses)
      },
    }),
  ]
}

const CSV_COLUMNS = [
  'id',
  'state',
  'maxUses',
  'usedCount',
  'expiresAt',
  'note',
  'createdBy',
  'createdAt',
  'batchId',
  'disabledAt',
] as const satisfies readonly (keyof InviteRecord)[]

async function* invitesCsv(pool: Pool, filter: InviteFilter, nowMs: number): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV_COLUMNS)
  for await (const invite of eachInvite(pool, filter, nowMs)) yield csvLine(CSV_COLUMNS.map((name) => invite[name]))
}

function exportRoute({ pool, clock }: InviteRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: `${PATH}/export.csv`,
    summary: 'The filtered codes as CSV, of any number',
    tag: TAG,
    access: { permission: 'invites:export' },
    query: inviteExportQuery,
    handle: async ({ principal, query, request }) => {
      const atMs = clock.nowMs()
      await insertAudit(
        pool,
        { admin: principal, request },
        {
          action: 'invites.export',
          targetType: 'invites',
          targetId: 'all',
          reason: null,
          before: null,
          after: query,
          atMs,
        },
      )
      return accept({ fileName: 'invites.csv', contentType: 'text/csv', lines: invitesCsv(pool, query, atMs) })
    },
  })
}

function batchRoute({ pool, clock, random }: InviteRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: PATH,
    summary: 'Makes codes of random letters: all of them or none, once per command id',
    tag: TAG,
    access: EDIT,
    body: inviteBatchBody,
    reply: inviteBatchReply,
    reasons: ['COMMAND_ID_REUSED'],
    handle: async ({ principal, request, body: { commandId: id, count, ...terms } }) => {
      const requestHash = createHash('sha256')
        .update(JSON.stringify([principal.adminId, count, terms]))
        .digest()
      return inTransaction(pool, async (tx) => {
        const nowMs = clock.nowMs()
        const codes = Array.from({ length: count }, () => newInviteCode(random)).sort()
        const batch = { id, requestHash, codes, ...terms, createdBy: principal.siteId, nowMs }
        if (!(await insertBatch(tx, batch))) {
          const made = await findBatch(tx, id)
          if (!made?.requestHash.equals(requestHash)) return refuse('COMMAND_ID_REUSED', 'this id made another batch')
          return accept({ batchId: id, codes: made.codes, replayed: true })
        }
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            action: 'invites.create',
            targetType: 'invite-batch',
            targetId: id,
            reason: null,
            before: null,
            after: { count, ...terms },
            atMs: nowMs,
          },
        )
        return accept({ batchId: id, codes, replayed: false })
      })
    },
  })
}

function disableRoute({ pool, clock }: InviteRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/:id/disable`,
    summary: 'Withdraws a code: nobody comes in by it any more',
    tag: TAG,
    access: EDIT,
    params: inviteParams,
    body: inviteDisableBody,
    reply: inviteSchema,
    reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
    handle: async ({ principal, request, params: { id }, body: { reason } }) =>
      inTransaction(pool, async (tx) => {
        const atMs = clock.nowMs()
        const before = await findInviteRecord(tx, id, atMs)
        if (before === undefined) return refuse('NOT_FOUND', 'no such invite code')
        if (!(await disableInvite(tx, id, atMs))) return refuse('NOTHING_TO_CHANGE', 'this code is withdrawn already')
        const after = { ...before, state: 'disabled' as const, disabledAt: new Date(atMs).toISOString() }
        const change = { before: { state: before.state }, after: { state: after.state, usedCount: before.usedCount } }
        await insertAudit(
          tx,
          { admin: principal, request },
          {
            action: 'invites.disable',
            targetType: 'invite',
            targetId: id,
            reason,
            ...change,
            atMs,
          },
        )
        return accept(after)
      }),
  })
}
