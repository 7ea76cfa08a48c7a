import {
  accept,
  findTabledGame,
  oddsCheckBody,
  oddsCheckReply,
  oddsDraftBody,
  oddsDriftReply,
  oddsIdParams,
  oddsPublishBody,
  oddsRedraftBody,
  oddsTableSchema,
  oddsTablesQuery,
  oddsTablesReply,
  refuse,
  tableHash,
} from '@casino-club/shared'
import type { Beside, OddsTables, TableVersion } from '../games/index.ts'
import { measuredOf } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type AuditActor, insertAudit } from './audit.store.ts'

const TAG = 'admin'
const READ = { permission: 'odds-tables:read' }
const EDIT = { permission: 'odds-tables:edit' }

export interface OddsRouteDependencies {
  readonly tables: OddsTables
  readonly clock: Clock
  readonly pool: Pool
}

/** A version as the admin app reads it. */
export const toReply = ({ odds, table, analysis }: TableVersion) => ({
  id: `${odds.game}-${odds.version}`,
  game: odds.game as never,
  version: odds.version,
  status: odds.status,
  hash: odds.hash,
  note: odds.note,
  table,
  analysis: analysis as never,
  createdAt: odds.createdAt.toISOString(),
  publishedAt: odds.publishedAt?.toISOString() ?? null,
  retiredAt: odds.retiredAt?.toISOString() ?? null,
})

/** Writes who changed which table, in the transaction of the change. */
export function audited(actor: AuditActor, action: string, reason: string, clock: Clock): Beside {
  return async (tx, { before, after }) => {
    await insertAudit(tx, actor, {
      action,
      targetType: 'odds-table',
      targetId: `${after.game}-${after.version}`,
      reason,
      before: before ? { status: before.status, hash: before.hash, table: JSON.parse(before.body) } : null,
      after: { status: after.status, hash: after.hash, table: JSON.parse(after.body) },
      atMs: clock.nowMs(),
    })
  }
}

/** Odds of every game: looking, trying, drafting, publishing. */
export function oddsRoutes(deps: OddsRouteDependencies): AnyRoute[] {
  return [...readRoutes(deps), driftRoute(deps), checkRoute(deps), ...draftRoutes(deps), publishRoute(deps)]
}

function readRoutes({ tables }: OddsRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/odds-tables',
      summary: 'Versions of the games’ odds with their exact return, newest first',
      tag: TAG,
      access: READ,
      query: oddsTablesQuery,
      reply: oddsTablesReply,
      handle: async ({ query: { game, status, page, perPage }, total }) => {
        const found = await tables.page({ game, status, page, perPage })
        total(found.total)
        return accept(found.versions.map(toReply).map((version) => ({ ...version, table: null })))
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/odds-tables/:id',
      summary: 'One version of a game’s odds, whole',
      tag: TAG,
      access: READ,
      params: oddsIdParams,
      reply: oddsTableSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const found = findTabledGame(id.game) && (await tables.find(id.game, id.version))
        return found ? accept(toReply(found)) : refuse('NOT_FOUND', 'no such version')
      },
    }),
  ]
}

function driftRoute({ tables, pool }: OddsRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/odds-tables/:id/drift',
    summary: 'What was drawn from a table beside what must be drawn, and every look of the drift watch',
    tag: TAG,
    access: READ,
    params: oddsIdParams,
    reply: oddsDriftReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ params: { id } }) => {
      const found = findTabledGame(id.game) && (await tables.find(id.game, id.version))
      return found ? accept(await measuredOf(pool, found)) : refuse('NOT_FOUND', 'no such version')
    },
  })
}

function checkRoute({ tables }: OddsRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/odds-tables/check',
    summary: 'What a table would be: its exact odds and whether it could be published; nothing is kept',
    tag: TAG,
    access: READ,
    body: oddsCheckBody,
    reply: oddsCheckReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ body }) => {
      const game = findTabledGame(body.game)
      if (game === undefined) return refuse('NOT_FOUND', 'no such game')
      const checked = await tables.check(game, body.table)
      const parsed = game.tableSchema.safeParse(body.table)
      const analysis = checked.ok ? checked.value.analysis : parsed.success ? game.analyse(parsed.data) : null
      return accept({
        analysis: analysis as never,
        hash: parsed.success ? tableHash(parsed.data) : null,
        refusal: checked.ok ? null : { reason: checked.reason, message: checked.message },
      })
    },
  })
}

function draftRoutes({ tables, clock }: OddsRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/admin/odds-tables',
      summary: 'Keeps a draft; nobody plays on it yet',
      tag: TAG,
      access: EDIT,
      body: oddsDraftBody,
      reply: oddsTableSchema,
      reasons: ['NOT_FOUND', 'TABLE_INVALID'],
      handle: async ({ principal, request, body: { game, table, note } }) => {
        const beside = audited({ admin: principal, request }, 'odds-tables.draft', note, clock)
        const drafted = await tables.draft(game, table, note, beside)
        return drafted.ok ? accept(toReply(tables.analysed(drafted.value))) : drafted
      },
    }),
    route({
      method: 'put',
      path: '/api/admin/odds-tables/:id',
      summary: 'Changes a draft, unless somebody else did so since it was looked at',
      tag: TAG,
      access: EDIT,
      params: oddsIdParams,
      body: oddsRedraftBody,
      reply: oddsTableSchema,
      reasons: ['NOT_FOUND', 'TABLE_INVALID', 'TABLE_NOT_DRAFT', 'CONFLICT'],
      handle: async ({ principal, request, params: { id }, body: { table, note, seenHash } }) => {
        const beside = audited({ admin: principal, request }, 'odds-tables.redraft', note, clock)
        const redrafted = await tables.redraft({ ...id, seenHash }, table, note, beside)
        return redrafted.ok ? accept(toReply(tables.analysed(redrafted.value))) : redrafted
      },
    }),
  ]
}

function publishRoute({ tables, clock }: OddsRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/odds-tables/:id/publish',
    summary: 'Puts a draft into force in every room of every process',
    tag: TAG,
    access: { permission: 'odds-tables:publish' },
    stepUp: true,
    params: oddsIdParams,
    body: oddsPublishBody,
    reply: oddsTableSchema,
    reasons: ['NOT_FOUND', 'TABLE_INVALID', 'TABLE_NOT_DRAFT', 'RTP_OUT_OF_RANGE', 'ITEM_UNKNOWN', 'CONFLICT'],
    handle: async ({ principal, request, params: { id }, body: { seenHash, reason } }) => {
      const beside = audited({ admin: principal, request }, 'odds-tables.publish', reason, clock)
      const published = await tables.publish(id.game, id.version, { seenHash, beside })
      return published.ok ? accept(toReply(published.value)) : published
    },
  })
}
