import {
  accept,
  adminIdParams,
  adminLimitBody,
  adminPauseBody,
  adminRestrictedReply,
  adminSafePlayReply,
  pagingSchema,
  refuse,
  type SafePlayer,
  safeChangesReply,
  safePlayersQuery,
  safePlayersReply,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AdminPrincipal, type AnyRoute, type RequestInfo, route } from '../platform/http/route.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition, PlayerActors, PlayerStore } from '../player/index.ts'
import { type OnBehalf, type Policy, type RestrictionDetail, restrictionRule, standingOf } from '../safe-play/index.ts'
import { insertAudit } from './audit.store.ts'
import { eachSafePlayer, findSafeChanges, findSafePlayers, type SafePlayerFilter } from './safe-play.store.ts'

const TAG = 'admin'
const READ = { permission: 'safe-play:read' }
/** On the player's request only, and only what is stricter: nothing here can loosen anything. */
const RESTRICT = { permission: 'safe-play:restrict' }
const REASONS = [
  'NOT_FOUND',
  'NOT_STRICTER',
  'NOTHING_TO_CHANGE',
  'COMMAND_ID_REUSED',
  'TEMPORARILY_UNAVAILABLE',
] as const

export interface AdminSafePlayDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly players: PlayerStore
  readonly bus: Bus
  readonly clock: Clock
  readonly policy: Policy
  readonly refillBelow: () => number
}

/** What players have decided about their play, as the admins see it and may make it stricter. */
export function adminSafePlayRoutes(deps: AdminSafePlayDependencies): AnyRoute[] {
  return [
    listRoute(deps),
    exportRoute(deps),
    standingRoute(deps),
    historyRoute(deps),
    limitRoute(deps),
    pauseRoute(deps),
  ]
}

const isAscending = (order: string): boolean => order.toUpperCase() === 'ASC'

function listRoute({ pool, clock }: AdminSafePlayDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/safe-play/players',
    summary: 'Players with limits, pauses or exclusions, the latest change first',
    tag: TAG,
    access: READ,
    query: safePlayersQuery,
    reply: safePlayersReply,
    handle: async ({ query, total }) => {
      const found = await findSafePlayers(pool, { ...query, ascending: isAscending(query.order) }, clock.nowMs())
      total(found.total)
      return accept(found.players)
    },
  })
}

const COLUMNS = [
  'id',
  'siteId',
  'nickname',
  'limits',
  'pending',
  'pausedUntil',
  'excludedSince',
  'excludedUntil',
  'realityCheckMinutes',
  'changedAt',
] as const satisfies (keyof SafePlayer)[]

async function* safeCsv(pool: Pool, filter: SafePlayerFilter, nowMs: number): AsyncIterable<string> {
  yield CSV_BOM + csvLine(COLUMNS)
  for await (const player of eachSafePlayer(pool, filter, nowMs)) {
    yield csvLine(
      COLUMNS.map((column) => {
        const value = player[column]
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
      }),
    )
  }
}

function exportRoute({ pool, clock }: AdminSafePlayDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/safe-play/players/export.csv',
    summary: 'The filtered players with limits, pauses or exclusions as CSV; audited',
    tag: TAG,
    access: { permission: 'safe-play:export' },
    stepUp: true,
    query: safePlayersQuery,
    handle: async ({ principal, query: { state, q }, request }) => {
      const atMs = clock.nowMs()
      const record = { targetType: 'safe-play', targetId: 'all', reason: null, before: null, after: { state, q }, atMs }
      await insertAudit(pool, { admin: principal, request }, { ...record, action: 'safe-play.export' })
      return accept({ fileName: 'safe-play.csv', contentType: 'text/csv', lines: safeCsv(pool, { state, q }, atMs) })
    },
  })
}

function standingRoute({ players, policy, clock, refillBelow }: AdminSafePlayDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/players/:id/safe-play',
    summary: 'A player’s limits with what was used of them, pauses, exclusion and pending changes',
    tag: TAG,
    access: READ,
    params: adminIdParams,
    reply: adminSafePlayReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ params: { id } }) => {
      const player = await players.load(id)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const belowCoins = refillBelow()
      return accept({ id, standing: standingOf(player.state.safe, { policy, belowCoins, nowMs: clock.nowMs() }) })
    },
  })
}

function historyRoute({ pool }: AdminSafePlayDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/players/:id/safe-play/changes',
    summary: 'Every change of a player’s limits and pauses, and by whom',
    tag: TAG,
    access: READ,
    params: adminIdParams,
    query: pagingSchema,
    reply: safeChangesReply,
    handle: async ({ params: { id }, query, total }) => {
      const found = await findSafeChanges(pool, id, { ...query, ascending: isAscending(query.order) })
      total(found.total)
      return accept(found.changes)
    },
  })
}

/** The audit entry of a stricter limit or pause, in the transaction of its event. */
function onBehalf(admin: AdminPrincipal, request: RequestInfo, reason: string): OnBehalf {
  return {
    adminId: admin.adminId,
    reason,
    beside: async (tx: Queryable, { command, before, after }: RestrictionDetail, at: EventPosition) =>
      insertAudit(
        tx,
        { admin, request },
        {
          action: command === 'safe.pause' ? 'safe-play.pause' : 'safe-play.limit',
          targetType: 'player',
          targetId: String(at.userId),
          reason,
          before: { limits: before.limits, pausedUntilMs: before.pausedUntilMs },
          after: { limits: after.limits, pausedUntilMs: after.pausedUntilMs },
          atMs: at.occurredAtMs,
        },
      ),
  }
}

function limitRoute({ actors, bus }: AdminSafePlayDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/safe-play/limits',
    summary: 'Sets or lowers a limit on the player’s request; what is not stricter is refused',
    tag: TAG,
    access: RESTRICT,
    params: adminIdParams,
    body: adminLimitBody,
    reply: adminRestrictedReply,
    reasons: REASONS,
    handle: async ({ principal, request, params: { id }, body: { commandId, reason, ...payload } }) => {
      const rule = restrictionRule('safe.limits.set', bus, onBehalf(principal, request, reason))
      const answer = await actors.execute(id, rule, { commandId, payload })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}

function pauseRoute({ actors, bus }: AdminSafePlayDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/safe-play/pause',
    summary: 'Begins or lengthens a pause on the player’s request; his rooms close at once',
    tag: TAG,
    access: RESTRICT,
    params: adminIdParams,
    body: adminPauseBody,
    reply: adminRestrictedReply,
    reasons: [...REASONS, 'SELF_EXCLUDED'],
    handle: async ({ principal, request, params: { id }, body: { commandId, reason, ...payload } }) => {
      const rule = restrictionRule('safe.pause', bus, onBehalf(principal, request, reason))
      const answer = await actors.execute(id, rule, { commandId, payload })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
