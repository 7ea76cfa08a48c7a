import {
  accept,
  importLinesQuery,
  importLinesReply,
  refuse,
  rewardImportBody,
  rewardImportParams,
  rewardImportSchema,
  rewardImportStartBody,
  rewardImportsQuery,
  rewardImportsReply,
} from '@casino-club/shared'
import { insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { CSV_BOM, csvLine } from '../../platform/http/csv.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { Imports } from './imports.service.ts'
import { findImports } from './imports.store.ts'
import { eachFailure, findLines } from './lines.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/reward-imports'
const READ = { permission: 'rewards:read' }
const IMPORT = { permission: 'rewards:import' }
/** Two million characters of Hangul, and what stands around them. */
const BODY_LIMIT = 7_000_000

export interface ImportRouteDependencies {
  readonly pool: Pool
  readonly imports: Imports
  readonly clock: Clock
}

/** Grants from a file: checked, looked at, started, followed. */
export function importRoutes(deps: ImportRouteDependencies): AnyRoute[] {
  return [...readRoutes(deps), ...lineRoutes(deps), uploadRoute(deps), startRoute(deps), cancelRoute(deps)]
}

function readRoutes({ pool, imports }: ImportRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Files of grants, the newest first',
      tag: TAG,
      access: READ,
      query: rewardImportsQuery,
      reply: rewardImportsReply,
      handle: async ({ query, total }) => {
        const found = await findImports(pool, query)
        total(found.total)
        return accept(found.imports)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'A file of grants: what it reaches, and how far it is',
      tag: TAG,
      access: READ,
      params: rewardImportParams,
      reply: rewardImportSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const found = await imports.find(id)
        return found ? accept(found) : refuse('NOT_FOUND', 'no such import')
      },
    }),
  ]
}

const CSV_COLUMNS = ['line', 'userId', 'nickname', 'reward', 'note', 'reason'] as const

async function* failuresCsv(pool: Pool, id: string): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV_COLUMNS)
  for await (const line of eachFailure(pool, id)) {
    const { id: number, userId, nickname, reward, note, reason } = line
    yield csvLine([number, userId, nickname, JSON.stringify(reward), note, reason])
  }
}

function lineRoutes({ pool, imports, clock }: ImportRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/:id/lines`,
      summary: 'The lines of a file, and what became of each',
      tag: TAG,
      access: READ,
      params: rewardImportParams,
      query: importLinesQuery,
      reply: importLinesReply,
      handle: async ({ params: { id }, query: { status, page, perPage, order }, total }) => {
        const ascending = order.toUpperCase() === 'ASC'
        const found = await findLines(pool, { importId: id, status, page, perPage, ascending })
        total(found.total)
        return accept(found.lines)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/failures.csv`,
      summary: 'The lines that failed, as CSV',
      tag: TAG,
      access: READ,
      stepUp: true,
      params: rewardImportParams,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal, request, params: { id } }) => {
        if ((await imports.find(id)) === undefined) return refuse('NOT_FOUND', 'no such import')
        const record = { action: 'rewards.export', targetType: 'reward-import', targetId: id, reason: null }
        const atMs = clock.nowMs()
        await insertAudit(pool, { admin: principal, request }, { ...record, before: null, after: null, atMs })
        return accept({ fileName: 'failures.csv', contentType: 'text/csv', lines: failuresCsv(pool, id) })
      },
    }),
  ]
}

function uploadRoute({ imports }: ImportRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: PATH,
    summary: 'Checks a file of grants and tells what it would do; nothing is granted before it is started',
    tag: TAG,
    access: IMPORT,
    body: rewardImportBody,
    bodyLimit: BODY_LIMIT,
    reply: rewardImportSchema,
    reasons: ['COMMAND_ID_REUSED', 'PAYLOAD_TOO_LARGE'],
    handle: async ({ principal, request, body: { commandId, ...file } }) =>
      imports.upload({ admin: principal, request }, { id: commandId, ...file }),
  })
}

function startRoute({ imports }: ImportRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/:id/start`,
    summary: 'Begins to grant what was looked at',
    tag: TAG,
    access: IMPORT,
    stepUp: true,
    params: rewardImportParams,
    body: rewardImportStartBody,
    reply: rewardImportSchema,
    reasons: ['NOT_FOUND', 'CONFLICT'],
    handle: async ({ principal, request, params: { id }, body }) =>
      imports.start({ admin: principal, request }, id, body.seenHash),
  })
}

function cancelRoute({ imports }: ImportRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/:id/cancel`,
    summary: 'Leaves out what has not been granted yet',
    tag: TAG,
    access: IMPORT,
    params: rewardImportParams,
    reply: rewardImportSchema,
    reasons: ['NOT_FOUND', 'CONFLICT'],
    handle: async ({ principal, request, params: { id } }) => imports.cancel({ admin: principal, request }, id),
  })
}
