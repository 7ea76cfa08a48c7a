import {
  type AdminPlayer,
  accept,
  adminIdParams,
  adminLedgerQuery,
  adminLedgerReply,
  adminPlayerSchema,
  adminPlayersQuery,
  adminPlayersReply,
  balanceCorrectionBody,
  balanceCorrectionReply,
  historyQuery,
  historyReply,
  refuse,
  seedsReply,
} from '@casino-club/shared'
import { z } from 'zod'
import { revealedSeeds } from '../fairness/index.ts'
import { findPlays } from '../games/index.ts'
import type { SecondFactors } from '../identity/index.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Orm } from '../platform/postgres/orm.ts'
import type { PlayerActors, PlayerStore } from '../player/index.ts'
import { insertAudit } from './audit.store.ts'
import { balanceCorrectionRule } from './balance-correction.rule.ts'
import { needsFreshProof } from './fresh-proof.ts'
import { findLedger } from './ledger.store.ts'
import { type LogoutDependencies, logoutRoutes } from './logouts.routes.ts'
import { eachPlayer, findPlayer, findPlayers, type PlayerFilter } from './players.store.ts'

const TAG = 'admin'
const READ = { permission: 'players:read' }

export interface PlayerRouteDependencies extends LogoutDependencies {
  readonly actors: PlayerActors
  readonly players: PlayerStore
  readonly factors: SecondFactors
  readonly bus: Bus
}

const isAscending = (order: string): boolean => order.toUpperCase() === 'ASC'

/** Players as the admins see and change them. */
export function playerRoutes(deps: PlayerRouteDependencies): AnyRoute[] {
  return [...listRoutes(deps), ...detailRoutes(deps), ...bookRoutes(deps), correctionRoute(deps), ...logoutRoutes(deps)]
}

const CSV_COLUMNS = [
  'id',
  'siteId',
  'nickname',
  'rank',
  'coins',
  'gems',
  'tickets',
  'createdAt',
  'lastLoginAt',
  'lastSeenAt',
  'state',
] as const

async function* playersCsv(orm: Orm, filter: PlayerFilter, nowMs: number): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV_COLUMNS)
  for await (const player of eachPlayer(orm, filter, nowMs)) {
    yield csvLine(CSV_COLUMNS.map((column: keyof AdminPlayer) => player[column]))
  }
}

function listRoutes({ pool, orm, clock }: PlayerRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/players',
      summary: 'Players, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminPlayersQuery,
      reply: adminPlayersReply,
      handle: async ({ query, total }) => {
        const found = await findPlayers(orm, { ...query, ascending: isAscending(query.order) }, clock.nowMs())
        total(found.total)
        return accept(found.players)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/players/export.csv',
      summary: 'The filtered players as CSV, of any number',
      tag: TAG,
      access: { permission: 'players:export' },
      stepUp: true,
      query: adminPlayersQuery,
      handle: async ({ principal, query, request }) => {
        const { page: _page, perPage: _perPage, sort: _sort, order: _order, ...filter } = query
        const record = { targetType: 'players', targetId: 'all', reason: null, before: null, atMs: clock.nowMs() }
        await insertAudit(pool, { admin: principal, request }, { ...record, action: 'players.export', after: filter })
        return accept({
          fileName: 'players.csv',
          contentType: 'text/csv',
          lines: playersCsv(orm, filter, clock.nowMs()),
        })
      },
    }),
  ]
}

function detailRoutes({ pool, orm, players, clock }: PlayerRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/players/:id',
      summary: 'One player',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      reply: adminPlayerSchema.extend({ email: z.string().nullable(), phoneNumber: z.string().nullable() }),
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const player = await findPlayer(orm, id, clock.nowMs())
        return player ? accept(player) : refuse('NOT_FOUND', 'no such player')
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/players/:id/seeds',
      summary: 'A player’s seeds; those in use or to come only as hashes',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      reply: seedsReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const player = await players.load(id)
        if (player === undefined) return refuse('NOT_FOUND', 'no such player')
        const { serverSeedHash, clientSeed, nextServerSeedHash } = player.seeds
        const revealed = await revealedSeeds(pool, id)
        return accept({ active: { serverSeedHash, clientSeed, nonce: player.nonce }, nextServerSeedHash, revealed })
      },
    }),
  ]
}

function bookRoutes({ pool, orm }: PlayerRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/players/:id/ledger',
      summary: 'A player’s ledger',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      query: adminLedgerQuery,
      reply: adminLedgerReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await findLedger(orm, { ...query, userId: id, ascending: isAscending(query.order) })
        total(found.total)
        return accept(found.entries)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/players/:id/history',
      summary: 'A player’s plays',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      query: historyQuery,
      reply: historyReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await findPlays(pool, { ...query, userId: id, ascending: isAscending(query.order) })
        total(found.total)
        return accept(found.plays)
      },
    }),
  ]
}

function correctionRoute({ actors, bus, factors }: PlayerRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/balance-corrections',
    summary: 'Changes a balance, with a reason, against the version looked at, once per command id',
    tag: TAG,
    access: { permission: 'players:correct' },
    stepUp: ({ currency, amount }) => needsFreshProof({ [currency]: amount }),
    params: adminIdParams,
    body: balanceCorrectionBody,
    reply: balanceCorrectionReply,
    reasons: [
      'NOT_FOUND',
      'CONFLICT',
      'INSUFFICIENT_FUNDS',
      'BALANCE_LIMIT',
      'COMMAND_ID_REUSED',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, params: { id }, body: { commandId, ...payload }, request }) => {
      const { adminId, sessionId } = principal
      const mover = { adminId, provenUntilMs: await factors.provenUntilMs(sessionId) }
      const rule = balanceCorrectionRule({ admin: principal, request }, bus, mover)
      const answer = await actors.execute(id, rule, { commandId, payload })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
